CREATE TABLE IF NOT EXISTS `incident_members` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`incident_id` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `incident_members_incident` ON `incident_members` (`incident_id`);--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `incident_revisions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`incident_id` integer NOT NULL,
	`revision` integer NOT NULL,
	`phase` text NOT NULL,
	`title` text,
	`body` text,
	`source` text NOT NULL,
	`at` text NOT NULL,
	`update_id` integer NOT NULL,
	`created_at` text NOT NULL,
	CONSTRAINT "incident_revisions_phase" CHECK("phase" IN ('investigating', 'identified', 'monitoring', 'resolved', 'postmortem')),
	CONSTRAINT "incident_revisions_source" CHECK("source" IN ('prober', 'freescout', '3p_poller', 'manual', 'schedule'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX IF NOT EXISTS `incident_revisions_revision` ON `incident_revisions` (`incident_id`,`revision`);
--> statement-breakpoint
CREATE TRIGGER IF NOT EXISTS `incident_revisions_no_update` BEFORE UPDATE ON `incident_revisions`
BEGIN
	SELECT RAISE(ABORT, 'append_only');
END;
--> statement-breakpoint
CREATE TRIGGER IF NOT EXISTS `incident_revisions_no_delete` BEFORE DELETE ON `incident_revisions`
BEGIN
	SELECT RAISE(ABORT, 'append_only');
END;
--> statement-breakpoint
CREATE TRIGGER IF NOT EXISTS `incident_revisions_no_replace` BEFORE INSERT ON `incident_revisions`
WHEN EXISTS (SELECT 1 FROM `incident_revisions` WHERE `id` = NEW.`id`)
BEGIN
	SELECT RAISE(ABORT, 'append_only');
END;
--> statement-breakpoint
INSERT INTO `incident_revisions` (`incident_id`, `revision`, `phase`, `source`, `at`, `update_id`, `created_at`)
SELECT `said`.`incident_id`,
	row_number() OVER (PARTITION BY `said`.`incident_id` ORDER BY `said`.`id`),
	CASE WHEN `said`.`kind` = 'resolved' THEN 'resolved' ELSE 'investigating' END,
	CASE WHEN `row`.`incident_key` LIKE 'window:%' THEN 'schedule' WHEN `row`.`incident_key` LIKE 'pin:%' THEN 'manual' ELSE 'freescout' END,
	`said`.`effective_at`, `said`.`id`, `said`.`created_at`
FROM `incident_updates` AS `said`
LEFT JOIN (SELECT `id`, `incident_key` FROM `status_incidents` UNION ALL SELECT `id`, `incident_key` FROM `status_incidents_archive`) AS `row`
	ON `row`.`id` = `said`.`incident_id`
WHERE NOT EXISTS (SELECT 1 FROM `incident_revisions`)
ORDER BY `said`.`id`;
