CREATE TABLE IF NOT EXISTS `cron_runs` (
	`scheduled_at` text PRIMARY KEY NOT NULL,
	`started_at` text NOT NULL,
	`finished_at` text,
	`jobs` text
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `freescout_looks` (
	`ticket_key` text PRIMARY KEY NOT NULL,
	`looked_at` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `ops_alert_outbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`alert_id` integer NOT NULL,
	`event` text NOT NULL,
	`text` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` text NOT NULL,
	`delivered_at` text
);
--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `ops_alerts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`alert_key` text NOT NULL,
	`severity` text NOT NULL,
	`title` text NOT NULL,
	`opened_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`closed_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX IF NOT EXISTS `ops_alerts_open` ON `ops_alerts` (`alert_key`) WHERE "closed_at" IS NULL;--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `ops_alerts_opened` ON `ops_alerts` (`opened_at`);--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `ops_checks` (
	`check_key` text PRIMARY KEY NOT NULL,
	`ok` integer,
	`severity` text NOT NULL,
	`summary` text NOT NULL,
	`details` text DEFAULT '{}' NOT NULL,
	`since` text NOT NULL,
	`checked_at` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `ops_memory` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`updated_at` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `partner_feeds` (
	`surface_id` text PRIMARY KEY NOT NULL,
	`etag` text,
	`last_modified` text,
	`state` text,
	`incident_titles` text DEFAULT '[]' NOT NULL,
	`feed_at` text,
	`failure` text,
	`asked_as` text,
	`updated_at` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `probe_days` (
	`surface_id` text NOT NULL,
	`day` text NOT NULL,
	`probes` integer NOT NULL,
	`failures` integer NOT NULL,
	`latency_ms_sum` integer NOT NULL,
	`latency_ms_max` integer,
	`hours` text NOT NULL,
	PRIMARY KEY(`surface_id`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `probe_results` (
	`checked_at` text NOT NULL,
	`surface_id` text NOT NULL,
	`ok` integer NOT NULL,
	`latency_ms` integer,
	`status_code` integer,
	`error` text,
	PRIMARY KEY(`checked_at`, `surface_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `status_incidents_archive` (
	`id` integer PRIMARY KEY NOT NULL,
	`incident_key` text NOT NULL,
	`surface_id` text NOT NULL,
	`opened_at` text NOT NULL,
	`resolved_at` text,
	`public_note` text,
	`freescout_ticket_id` integer,
	`severity` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX IF NOT EXISTS `status_incidents_archive_incident_key_unique` ON `status_incidents_archive` (`incident_key`);--> statement-breakpoint
CREATE UNIQUE INDEX IF NOT EXISTS `status_incidents_archive_freescout_ticket_id_unique` ON `status_incidents_archive` (`freescout_ticket_id`);--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `status_incidents_archive_surface_resolved` ON `status_incidents_archive` (`surface_id`,`resolved_at`);