CREATE TABLE IF NOT EXISTS `subscriber_confirmations` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`sealed` text NOT NULL,
	`language` text NOT NULL,
	`zone` text NOT NULL,
	`kinds` text NOT NULL,
	`surfaces` text NOT NULL,
	`least_severity` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `subscriber_contacts` (
	`subscriber_id` integer PRIMARY KEY NOT NULL,
	`contact_hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `subscriber_contacts_hash` ON `subscriber_contacts` (`contact_hash`);--> statement-breakpoint
CREATE TABLE IF NOT EXISTS `subscriber_marks` (
	`id` integer PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX IF NOT EXISTS `subscriber_marks_hash` ON `subscriber_marks` (`hash`,`at`);
--> statement-breakpoint
CREATE TRIGGER IF NOT EXISTS `notice_events_no_suppressed_letter` BEFORE INSERT ON `notice_events`
WHEN NEW.`subject` LIKE 'letter:%' AND NEW.`step` <> 'ping' AND EXISTS (
	SELECT 1 FROM `subscribers` s LEFT JOIN `subscriber_contacts` c ON c.`subscriber_id` = s.`id`
	JOIN `subscriber_suppressions` x ON x.`address_hash` = coalesce(c.`contact_hash`, s.`address_hash`)
	WHERE s.`id` = CAST(substr(NEW.`subject`, 8) AS INTEGER) AND x.`reason` <> 'unsubscribed'
)
BEGIN
	SELECT RAISE(IGNORE);
END;
--> statement-breakpoint
CREATE TRIGGER IF NOT EXISTS `subscriber_tokens_confirmation` AFTER INSERT ON `subscriber_tokens`
WHEN NEW.`purpose` = 'confirm'
BEGIN
	INSERT INTO `subscriber_confirmations` (`token_hash`, `sealed`, `language`, `zone`, `kinds`, `surfaces`, `least_severity`)
	SELECT NEW.`hash`, `sealed`, `language`, `zone`, `kinds`, `surfaces`, `least_severity` FROM `subscribers` WHERE `id` = NEW.`subscriber_id`;
END;
