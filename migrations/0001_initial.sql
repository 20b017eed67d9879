CREATE TABLE IF NOT EXISTS `freescout_tickets` (
	`ticket_key` text PRIMARY KEY NOT NULL,
	`freescout_ticket_id` integer,
	`surface_id` text,
	`is_open` integer DEFAULT false NOT NULL,
	`severity` text NOT NULL,
	`softened` integer DEFAULT false NOT NULL,
	`public_note` text,
	`updated_at` text NOT NULL,
	`fingerprint` text NOT NULL,
	`incident_key` text,
	`version` integer DEFAULT 1 NOT NULL,
	CONSTRAINT "freescout_tickets_severity" CHECK("severity" IN ('down', 'partial', 'degraded'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX IF NOT EXISTS `freescout_tickets_freescout_ticket_id_unique` ON `freescout_tickets` (`freescout_ticket_id`);--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `freescout_tickets_open` ON `freescout_tickets` (`surface_id`) WHERE "is_open" = 1;--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `incident_updates` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`incident_id` integer NOT NULL,
	`surface_id` text NOT NULL,
	`kind` text NOT NULL,
	`severity` text,
	`public_note` text,
	`effective_at` text NOT NULL,
	`created_at` text NOT NULL,
	CONSTRAINT "incident_updates_kind" CHECK("kind" IN ('opened', 'updated', 'resolved', 'reopened'))
);
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `incident_updates_incident` ON `incident_updates` (`incident_id`,`id`);--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `maintenance_window_surfaces` (
	`window_id` text NOT NULL,
	`surface_id` text NOT NULL,
	`phase` text NOT NULL,
	`begins_at` text NOT NULL,
	`ends_at` text NOT NULL,
	`public_note` text,
	`ended_at` text,
	PRIMARY KEY(`window_id`, `surface_id`),
	FOREIGN KEY (`window_id`) REFERENCES `maintenance_windows`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "maintenance_window_surfaces_phase" CHECK("phase" IN ('scheduled', 'running', 'ended', 'cancelled'))
);
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `maintenance_window_surfaces_active` ON `maintenance_window_surfaces` (`surface_id`) WHERE "phase" IN ('scheduled', 'running');--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `maintenance_windows` (
	`id` text PRIMARY KEY NOT NULL,
	`starts_at` text NOT NULL,
	`ends_at` text NOT NULL,
	`public_note` text,
	`actor` text NOT NULL,
	`sequence` integer DEFAULT 0 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	CONSTRAINT "maintenance_windows_span" CHECK("ends_at" > "starts_at")
);
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `maintenance_windows_ends_at` ON `maintenance_windows` (`ends_at`);--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `status_audit_log` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`surface_id` text NOT NULL,
	`actor` text NOT NULL,
	`previous_state` text,
	`new_state` text NOT NULL,
	`source` text NOT NULL,
	`note` text,
	`created_at` text NOT NULL,
	`effective_at` text NOT NULL,
	`because` text NOT NULL,
	`state_source` text NOT NULL,
	`public_note` text,
	`ticket_pending` integer DEFAULT false NOT NULL,
	`maintenance_until` text,
	CONSTRAINT "status_audit_log_previous" CHECK("previous_state" IN ('DOWN', 'PARTIAL', 'DEGRADED', 'MAINTENANCE', 'UNKNOWN', 'OPERATIONAL')),
	CONSTRAINT "status_audit_log_new" CHECK("new_state" IN ('DOWN', 'PARTIAL', 'DEGRADED', 'MAINTENANCE', 'UNKNOWN', 'OPERATIONAL')),
	CONSTRAINT "status_audit_log_source" CHECK("source" IN ('prober', 'freescout', '3p_poller', 'manual', 'schedule')),
	CONSTRAINT "status_audit_log_state_source" CHECK("state_source" IN ('prober', 'freescout', '3p_poller', 'manual', 'schedule'))
);
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `status_audit_log_surface_created` ON `status_audit_log` (`surface_id`,`created_at`);--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `status_audit_log_surface_effective` ON `status_audit_log` (`surface_id`,`effective_at`);--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `status_audit_log_created` ON `status_audit_log` (`created_at`);--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `status_incidents` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`incident_key` text NOT NULL,
	`surface_id` text NOT NULL,
	`opened_at` text NOT NULL,
	`resolved_at` text,
	`public_note` text,
	`freescout_ticket_id` integer,
	`severity` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	CONSTRAINT "status_incidents_severity" CHECK("severity" IN ('down', 'partial', 'degraded', 'maintenance'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX IF NOT EXISTS `status_incidents_incident_key_unique` ON `status_incidents` (`incident_key`);--> statement-breakpoint
CREATE UNIQUE INDEX IF NOT EXISTS `status_incidents_freescout_ticket_id_unique` ON `status_incidents` (`freescout_ticket_id`);--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `status_incidents_surface_resolved` ON `status_incidents` (`surface_id`,`resolved_at`);--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `status_incidents_resolved` ON `status_incidents` (`resolved_at`);--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `surface_state` (
	`surface_id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`state_since` text NOT NULL,
	`state_source` text NOT NULL,
	`because` text DEFAULT 'registered' NOT NULL,
	`ticket_pending` integer DEFAULT false NOT NULL,
	`public_note` text,
	`maintenance_until` text,
	`last_probe_ok` integer,
	`last_probe_at` text,
	`last_probe_latency_ms` integer,
	`last_probe_status_code` integer,
	`last_probe_error` text,
	`probe_ok_streak` integer DEFAULT 0 NOT NULL,
	`probe_fail_streak` integer DEFAULT 0 NOT NULL,
	`probe_recovering` integer DEFAULT false NOT NULL,
	`partner_state` text,
	`partner_good_at` text,
	`partner_polled_at` text,
	`partner_failed_polls` integer DEFAULT 0 NOT NULL,
	`partner_muted` integer DEFAULT false NOT NULL,
	`tickets_muted` integer DEFAULT false NOT NULL,
	`ticket_flag` integer DEFAULT false NOT NULL,
	`override_since` text,
	`override_actor` text,
	`override_expires_at` text,
	`override_maintenance_until` text,
	`override_severity` text,
	`override_note` text,
	`pins` integer DEFAULT 0 NOT NULL,
	`awaiting_probe_since` text,
	`released_at` text,
	`updated_at` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	CONSTRAINT "surface_state_state" CHECK("state" IN ('DOWN', 'PARTIAL', 'DEGRADED', 'MAINTENANCE', 'UNKNOWN', 'OPERATIONAL')),
	CONSTRAINT "surface_state_source" CHECK("state_source" IN ('prober', 'freescout', '3p_poller', 'manual', 'schedule')),
	CONSTRAINT "surface_state_note" CHECK("public_note" IS NULL OR length("public_note") <= 280),
	CONSTRAINT "surface_state_until" CHECK("maintenance_until" IS NULL OR "state" = 'MAINTENANCE')
);
--> statement-breakpoint
CREATE TRIGGER IF NOT EXISTS `surface_state_version` BEFORE UPDATE ON `surface_state`
WHEN NEW.`version` <> OLD.`version` + 1
BEGIN
	SELECT RAISE(ABORT, 'version_conflict');
END;
--> statement-breakpoint
CREATE TRIGGER IF NOT EXISTS `freescout_tickets_version` BEFORE UPDATE ON `freescout_tickets`
WHEN NEW.`version` <> OLD.`version` + 1
BEGIN
	SELECT RAISE(ABORT, 'version_conflict');
END;
--> statement-breakpoint
CREATE TRIGGER IF NOT EXISTS `status_audit_log_no_update` BEFORE UPDATE ON `status_audit_log`
BEGIN
	SELECT RAISE(ABORT, 'append_only');
END;
--> statement-breakpoint
CREATE TRIGGER IF NOT EXISTS `status_audit_log_no_delete` BEFORE DELETE ON `status_audit_log`
BEGIN
	SELECT RAISE(ABORT, 'append_only');
END;
--> statement-breakpoint
CREATE TRIGGER IF NOT EXISTS `incident_updates_no_update` BEFORE UPDATE ON `incident_updates`
BEGIN
	SELECT RAISE(ABORT, 'append_only');
END;
--> statement-breakpoint
CREATE TRIGGER IF NOT EXISTS `incident_updates_no_delete` BEFORE DELETE ON `incident_updates`
BEGIN
	SELECT RAISE(ABORT, 'append_only');
END;
--> statement-breakpoint
CREATE TRIGGER IF NOT EXISTS `status_audit_log_no_replace` BEFORE INSERT ON `status_audit_log`
WHEN EXISTS (SELECT 1 FROM `status_audit_log` WHERE `id` = NEW.`id`)
BEGIN
	SELECT RAISE(ABORT, 'append_only');
END;
--> statement-breakpoint
CREATE TRIGGER IF NOT EXISTS `incident_updates_no_replace` BEFORE INSERT ON `incident_updates`
WHEN EXISTS (SELECT 1 FROM `incident_updates` WHERE `id` = NEW.`id`)
BEGIN
	SELECT RAISE(ABORT, 'append_only');
END;
