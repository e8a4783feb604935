DROP INDEX `incoming_state`;
--> statement-breakpoint
CREATE INDEX `incoming_arrived` ON `incoming` (`arrivedAt`);
--> statement-breakpoint
CREATE INDEX `incoming_state` ON `incoming` (`state`,`arrivedAt`);
