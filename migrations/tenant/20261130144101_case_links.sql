CREATE TABLE `case_link` (
	`id` text PRIMARY KEY NOT NULL,
	`caseId` text NOT NULL,
	`kind` text NOT NULL,
	`targetId` text NOT NULL,
	`name` text NOT NULL,
	`step` text NOT NULL,
	`byName` text NOT NULL,
	`at` integer NOT NULL
);

--> statement-breakpoint
CREATE UNIQUE INDEX `case_link_once` ON `case_link` (`caseId`,`targetId`);
--> statement-breakpoint
CREATE INDEX `case_link_target` ON `case_link` (`kind`,`targetId`);
