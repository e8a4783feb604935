CREATE TABLE `routing_rule` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`sender` text NOT NULL,
	`typeName` text NOT NULL,
	`words` text NOT NULL,
	`lead` text,
	`inform` text NOT NULL,
	`dueDays` integer,
	`byId` text NOT NULL,
	`byName` text NOT NULL,
	`createdAt` integer NOT NULL,
	`endedAt` integer
);

--> statement-breakpoint
CREATE INDEX `routing_rule_stands` ON `routing_rule` (`createdAt`,`id`) WHERE endedAt is null;
