CREATE TABLE IF NOT EXISTS `note_verdicts` (
	`policy` text NOT NULL,
	`note` text NOT NULL,
	PRIMARY KEY(`policy`, `note`)
) WITHOUT ROWID;
