DROP INDEX `ask_from`;
--> statement-breakpoint
DROP INDEX `ask_parent`;
--> statement-breakpoint
CREATE INDEX `ask_from` ON `ask` (`fromId`,`sendingId`,`state`,`id`,`taken`,`dueOn`);
--> statement-breakpoint
CREATE INDEX `ask_parent` ON `ask` (`parentId`,`state`,`id`,`taken`,`dueOn`);
