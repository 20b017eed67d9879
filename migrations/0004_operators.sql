CREATE TABLE IF NOT EXISTS `operator_actions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`request_id` text,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`asked` text NOT NULL,
	`result` text NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX IF NOT EXISTS `operator_actions_request_id_unique` ON `operator_actions` (`request_id`);--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `operator_actions_created` ON `operator_actions` (`created_at`);--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `ops_acknowledgements` (
	`alert_id` integer PRIMARY KEY NOT NULL,
	`acknowledged_by` text NOT NULL,
	`acknowledged_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `status_audit_seen` (
	`audit_id` integer PRIMARY KEY NOT NULL,
	`seen_from` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `status_audit_log_surface` ON `status_audit_log` (`surface_id`);--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `status_audit_log_actor` ON `status_audit_log` (`actor`);--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `status_audit_log_source` ON `status_audit_log` (`source`);--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `status_incidents_opened` ON `status_incidents` (`opened_at`);--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `status_incidents_archive_resolved` ON `status_incidents_archive` (`resolved_at`);--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `status_incidents_archive_opened` ON `status_incidents_archive` (`opened_at`);
--> statement-breakpoint
CREATE TRIGGER IF NOT EXISTS `operator_actions_no_update` BEFORE UPDATE ON `operator_actions`
BEGIN
	SELECT RAISE(ABORT, 'append_only');
END;
--> statement-breakpoint
CREATE TRIGGER IF NOT EXISTS `operator_actions_no_delete` BEFORE DELETE ON `operator_actions`
BEGIN
	SELECT RAISE(ABORT, 'append_only');
END;
--> statement-breakpoint
CREATE TRIGGER IF NOT EXISTS `operator_actions_no_replace` BEFORE INSERT ON `operator_actions`
WHEN EXISTS (SELECT 1 FROM `operator_actions` WHERE `id` = NEW.`id`)
BEGIN
	SELECT RAISE(ABORT, 'append_only');
END;
--> statement-breakpoint
CREATE TRIGGER IF NOT EXISTS `status_audit_seen_no_update` BEFORE UPDATE ON `status_audit_seen`
BEGIN
	SELECT RAISE(ABORT, 'append_only');
END;
--> statement-breakpoint
CREATE TRIGGER IF NOT EXISTS `status_audit_seen_no_delete` BEFORE DELETE ON `status_audit_seen`
BEGIN
	SELECT RAISE(ABORT, 'append_only');
END;
--> statement-breakpoint
CREATE TRIGGER IF NOT EXISTS `status_audit_seen_no_replace` BEFORE INSERT ON `status_audit_seen`
WHEN EXISTS (SELECT 1 FROM `status_audit_seen` WHERE `audit_id` = NEW.`audit_id`)
BEGIN
	SELECT RAISE(ABORT, 'append_only');
END;
