CREATE TABLE IF NOT EXISTS `surface_days` (
	`surface_id` text PRIMARY KEY NOT NULL,
	`closed_to` text NOT NULL,
	`days` text NOT NULL,
	CONSTRAINT "surface_days_midnight" CHECK("closed_to" LIKE '____-__-__T00:00:00.000Z')
);
