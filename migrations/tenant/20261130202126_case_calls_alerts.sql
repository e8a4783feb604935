CREATE TABLE `case_alert` (
	`caseId` text NOT NULL,
	`no` integer NOT NULL,
	`i` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`caseId`, `no`, `i`)
);

--> statement-breakpoint
CREATE INDEX `case_alert_at` ON `case_alert` (`at`);
--> statement-breakpoint
ALTER TABLE `process_case` ADD `callerId` text;
--> statement-breakpoint
ALTER TABLE `process_case` ADD `callerNo` integer;
--> statement-breakpoint
ALTER TABLE `process_case` ADD `called` text DEFAULT '{}' NOT NULL;
