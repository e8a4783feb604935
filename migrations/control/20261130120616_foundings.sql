CREATE TABLE `founding` (
	`id` text PRIMARY KEY NOT NULL,
	`superiorId` text NOT NULL,
	`tokenHash` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`suffix` text NOT NULL,
	`place` text NOT NULL,
	`codes` text NOT NULL,
	`email` text NOT NULL,
	`invitedBy` text NOT NULL,
	`createdAt` integer NOT NULL,
	`expiresAt` integer NOT NULL,
	`committeeId` text,
	`withdrawnAt` integer
);

--> statement-breakpoint
CREATE UNIQUE INDEX `founding_token` ON `founding` (`tokenHash`);
--> statement-breakpoint
CREATE INDEX `founding_of` ON `founding` (`superiorId`,`id`);
