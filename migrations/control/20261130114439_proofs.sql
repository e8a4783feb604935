CREATE TABLE `proof` (
	`id` text PRIMARY KEY NOT NULL,
	`pair` text NOT NULL,
	`userId` text NOT NULL,
	`purpose` text NOT NULL,
	`hash` text NOT NULL,
	`email` text NOT NULL,
	`createdAt` integer NOT NULL,
	`expiresAt` integer NOT NULL,
	`usedAt` integer
);

--> statement-breakpoint
CREATE UNIQUE INDEX `proof_hash_unique` ON `proof` (`hash`);
--> statement-breakpoint
CREATE INDEX `proof_user` ON `proof` (`userId`,`purpose`);
--> statement-breakpoint
CREATE INDEX `proof_pair` ON `proof` (`pair`);
--> statement-breakpoint
CREATE INDEX `proof_expires` ON `proof` (`expiresAt`);
