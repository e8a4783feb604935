CREATE TABLE `wish` (
	`userId` text PRIMARY KEY NOT NULL,
	`mail` text NOT NULL,
	`push` text NOT NULL,
	`digestAt` integer
);

--> statement-breakpoint
CREATE INDEX `wish_digest` ON `wish` (`digestAt`) WHERE "digestAt" is not null;
