CREATE TABLE `case_tally` (
	`procedureId` text NOT NULL,
	`month` text NOT NULL,
	`step` text NOT NULL,
	`unit` text NOT NULL,
	`versionId` text NOT NULL,
	`minutes` integer NOT NULL,
	`late` integer NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`procedureId`, `month`, `step`, `unit`, `versionId`, `minutes`, `late`)
);

--> statement-breakpoint
DROP INDEX `case_span_end`;
--> statement-breakpoint
CREATE INDEX `case_span_open` ON `case_span` (`procedureId`,`due`) WHERE "end" is null;
--> statement-breakpoint
CREATE INDEX `case_span_late` ON `case_span` (`procedureId`,`end`) WHERE "end" > due;
--> statement-breakpoint
CREATE INDEX `case_span_returned` ON `case_span` (`procedureId`,`end`) WHERE ending = 'return';
