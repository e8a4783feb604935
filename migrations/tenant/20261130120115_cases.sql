CREATE TABLE `case_event` (
	`caseId` text NOT NULL,
	`seq` integer NOT NULL,
	`n` integer NOT NULL,
	`commandId` text NOT NULL,
	`at` integer NOT NULL,
	`byName` text NOT NULL,
	`event` text NOT NULL,
	PRIMARY KEY(`caseId`, `seq`)
);

--> statement-breakpoint
CREATE UNIQUE INDEX `case_event_command` ON `case_event` (`caseId`,`commandId`) WHERE n = 0;
--> statement-breakpoint
CREATE TABLE `case_party` (
	`memberId` text NOT NULL,
	`caseId` text NOT NULL,
	PRIMARY KEY(`memberId`, `caseId`)
);

--> statement-breakpoint
CREATE TABLE `case_span` (
	`caseId` text NOT NULL,
	`no` integer NOT NULL,
	`procedureId` text NOT NULL,
	`unit` text NOT NULL,
	`versionId` text NOT NULL,
	`step` text NOT NULL,
	`attempt` integer NOT NULL,
	`begin` integer NOT NULL,
	`from` integer,
	`due` integer,
	`end` integer,
	`ending` text,
	`byId` text,
	`reason` text,
	`reasonCode` text,
	`pauses` text NOT NULL,
	`redated` text NOT NULL,
	PRIMARY KEY(`caseId`, `no`)
);

--> statement-breakpoint
CREATE INDEX `case_span_end` ON `case_span` (`procedureId`,`end`,`due`);
--> statement-breakpoint
CREATE TABLE `case_work` (
	`memberId` text NOT NULL,
	`due` integer NOT NULL,
	`caseId` text NOT NULL,
	`no` integer NOT NULL,
	`kind` text NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`step` text NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`caseId`, `no`, `memberId`)
);

--> statement-breakpoint
CREATE INDEX `case_work_mine` ON `case_work` (`memberId`,`due`,`caseId`,`no`);
--> statement-breakpoint
CREATE TABLE `process_case` (
	`id` text PRIMARY KEY NOT NULL,
	`procedureId` text NOT NULL,
	`versionId` text NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`unitId` text DEFAULT '' NOT NULL,
	`starterId` text NOT NULL,
	`status` text NOT NULL,
	`seq` integer NOT NULL,
	`state` text NOT NULL,
	`reading` text NOT NULL,
	`standing` integer NOT NULL,
	`due` integer NOT NULL,
	`timeoutAt` integer,
	`startedAt` integer NOT NULL,
	`endedAt` integer
);

--> statement-breakpoint
CREATE INDEX `process_case_board` ON `process_case` (`procedureId`,`status`,`standing`,`due`,`id`);
--> statement-breakpoint
CREATE INDEX `process_case_running` ON `process_case` (`status`,`standing`,`due`,`id`);
--> statement-breakpoint
CREATE INDEX `process_case_unit` ON `process_case` (`unitId`,`status`);
--> statement-breakpoint
CREATE INDEX `process_case_starter` ON `process_case` (`starterId`,`status`);
--> statement-breakpoint
CREATE INDEX `process_case_timeout` ON `process_case` (`timeoutAt`) WHERE timeoutAt is not null;
--> statement-breakpoint
CREATE TABLE `procedure` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`unitId` text DEFAULT '' NOT NULL,
	`ownerId` text NOT NULL,
	`closedOn` text,
	`closedWhy` text,
	`reviewOn` text,
	`createdAt` integer NOT NULL
);

--> statement-breakpoint
CREATE UNIQUE INDEX `procedure_code` ON `procedure` (`unitId`,`code`);
--> statement-breakpoint
CREATE TABLE `procedure_holder` (
	`procedureId` text NOT NULL,
	`role` text NOT NULL,
	`kind` text NOT NULL,
	`targetId` text NOT NULL,
	PRIMARY KEY(`procedureId`, `role`, `kind`, `targetId`)
);

--> statement-breakpoint
CREATE TABLE `procedure_receipt` (
	`versionId` text NOT NULL,
	`memberId` text NOT NULL,
	`name` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`versionId`, `memberId`)
);

--> statement-breakpoint
CREATE INDEX `procedure_receipt_at` ON `procedure_receipt` (`versionId`,`at`);
--> statement-breakpoint
CREATE TABLE `procedure_version` (
	`id` text PRIMARY KEY NOT NULL,
	`procedureId` text NOT NULL,
	`number` integer NOT NULL,
	`state` text NOT NULL,
	`content` text NOT NULL,
	`hash` text,
	`note` text DEFAULT '' NOT NULL,
	`effectiveFrom` text,
	`editors` text NOT NULL,
	`authorName` text NOT NULL,
	`reviewerId` text,
	`reviewerName` text,
	`approverName` text,
	`approvedAt` integer,
	`updatedAt` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);

--> statement-breakpoint
CREATE UNIQUE INDEX `procedure_version_number` ON `procedure_version` (`procedureId`,`number`);
--> statement-breakpoint
CREATE UNIQUE INDEX `procedure_version_open` ON `procedure_version` (`procedureId`) WHERE state <> 'approved';
--> statement-breakpoint
CREATE UNIQUE INDEX `procedure_version_day` ON `procedure_version` (`procedureId`,`effectiveFrom`) WHERE state = 'approved';
