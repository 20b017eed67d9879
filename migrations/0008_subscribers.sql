CREATE TABLE IF NOT EXISTS `notice_deliveries` (
	`event_id` integer NOT NULL,
	`subscriber_id` integer NOT NULL,
	`state` text DEFAULT 'due' NOT NULL,
	`reason` text,
	`due_at` text NOT NULL,
	`sent_at` text,
	PRIMARY KEY(`event_id`, `subscriber_id`),
	CONSTRAINT "notice_deliveries_state" CHECK("state" IN ('due', 'sent', 'skipped', 'failed'))
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `notice_deliveries_due` ON `notice_deliveries` (`subscriber_id`) WHERE "state" = 'due';--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `notice_events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`subject` text NOT NULL,
	`revision` integer NOT NULL,
	`step` text NOT NULL,
	`kind` text,
	`is_over` integer DEFAULT false NOT NULL,
	`severity` text,
	`surfaces` text DEFAULT '[]' NOT NULL,
	`content` text DEFAULT '{}' NOT NULL,
	`at` text NOT NULL,
	`created_at` text NOT NULL,
	`cursor` integer DEFAULT 0 NOT NULL,
	`fanned_out_at` text,
	CONSTRAINT "notice_events_step" CHECK("step" IN ('opened', 'updated', 'resolved', 'planned', 'moved', 'reminder_24h', 'reminder_1h', 'started', 'ended', 'cancelled', 'published', 'confirm', 'manage', 'ping', 'disabled'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX IF NOT EXISTS `notice_events_once` ON `notice_events` (`subject`,`revision`,`step`);--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `notice_events_waiting` ON `notice_events` (`id`) WHERE "fanned_out_at" IS NULL;--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `subscriber_suppressions` (
	`address_hash` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`created_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `subscriber_tokens` (
	`hash` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`subscriber_id` integer NOT NULL,
	`expires_at` text
);
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `subscriber_tokens_subscriber` ON `subscriber_tokens` (`subscriber_id`);--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `subscribers` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`channel` text NOT NULL,
	`state` text NOT NULL,
	`address_hash` text NOT NULL,
	`sealed` text NOT NULL,
	`language` text NOT NULL,
	`zone` text DEFAULT 'UTC' NOT NULL,
	`kinds` text NOT NULL,
	`surfaces` text DEFAULT '[]' NOT NULL,
	`least_severity` text DEFAULT 'degraded' NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` text NOT NULL,
	`failing_since` text,
	`last_sent` text DEFAULT '[]' NOT NULL,
	`soft_bounces` text DEFAULT '[]' NOT NULL,
	`created_at` text NOT NULL,
	`confirmed_at` text,
	CONSTRAINT "subscribers_channel" CHECK("channel" IN ('email', 'webhook', 'slack', 'discord', 'teams', 'google_chat', 'push')),
	CONSTRAINT "subscribers_state_known" CHECK("state" IN ('pending', 'verifying', 'confirmed', 'disabled'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX IF NOT EXISTS `subscribers_address_hash_unique` ON `subscribers` (`address_hash`);--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `subscribers_state` ON `subscribers` (`state`);
--> statement-breakpoint
CREATE TRIGGER IF NOT EXISTS `incident_revisions_notice` AFTER INSERT ON `incident_revisions`
WHEN NOT EXISTS (SELECT 1 FROM `status_incidents` WHERE `id` = NEW.`incident_id` AND `incident_key` LIKE 'window:%')
	AND NOT EXISTS (
		SELECT 1 FROM (
			SELECT `phase`, `update_id` FROM `incident_revisions`
			WHERE `incident_id` = NEW.`incident_id` AND `revision` < NEW.`revision` AND (`phase` = 'postmortem') = (NEW.`phase` = 'postmortem')
			ORDER BY `revision` DESC LIMIT 1
		) WHERE `phase` = NEW.`phase` AND (NEW.`phase` IN ('resolved', 'postmortem') OR `update_id` = NEW.`update_id`)
	)
BEGIN
	INSERT OR IGNORE INTO `notice_events` (`subject`, `revision`, `step`, `kind`, `is_over`, `at`, `created_at`) VALUES (
		CASE NEW.`phase` WHEN 'postmortem' THEN 'postmortem:' ELSE 'incident:' END || NEW.`incident_id`,
		NEW.`revision`,
		CASE WHEN NEW.`phase` = 'postmortem' THEN 'published' WHEN NEW.`phase` = 'resolved' THEN 'resolved' WHEN NEW.`revision` = 1 THEN 'opened' ELSE 'updated' END,
		CASE NEW.`phase` WHEN 'postmortem' THEN 'postmortems' ELSE 'incidents' END,
		NEW.`phase` = 'resolved',
		NEW.`at`,
		NEW.`created_at`
	);
END;
