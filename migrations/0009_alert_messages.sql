INSERT OR IGNORE INTO `notice_events` (`subject`, `revision`, `step`, `is_over`, `content`, `at`, `created_at`, `fanned_out_at`)
SELECT 'alert:' || `alert_id`, 1, CASE `event` WHEN 'opened' THEN 'opened' ELSE 'resolved' END, `event` <> 'opened', json_object('text', `text`),
	`next_attempt_at`, `next_attempt_at`, `next_attempt_at`
FROM `ops_alert_outbox` WHERE `delivered_at` IS NULL ORDER BY `id`;
--> statement-breakpoint
INSERT OR IGNORE INTO `notice_deliveries` (`event_id`, `subscriber_id`, `due_at`)
SELECT e.`id`, 0, o.`next_attempt_at` FROM `ops_alert_outbox` o
JOIN `notice_events` e ON e.`subject` = 'alert:' || o.`alert_id` AND e.`is_over` = (o.`event` <> 'opened')
WHERE o.`delivered_at` IS NULL;
--> statement-breakpoint
UPDATE `ops_alert_outbox` SET `delivered_at` = `next_attempt_at` WHERE `delivered_at` IS NULL;
