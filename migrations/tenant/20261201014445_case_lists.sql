CREATE INDEX `process_case_begun` ON `process_case` (`procedureId`,`startedAt`,`id`);
--> statement-breakpoint
CREATE INDEX `process_case_by_begin` ON `process_case` (`startedAt`,`id`);
--> statement-breakpoint
CREATE INDEX `process_case_ended` ON `process_case` (`procedureId`,`endedAt`,`id`) WHERE endedAt is not null;
--> statement-breakpoint
CREATE INDEX `process_case_by_end` ON `process_case` (`endedAt`,`id`) WHERE endedAt is not null;
