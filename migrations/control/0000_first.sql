CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`accountId` text NOT NULL,
	`providerId` text NOT NULL,
	`userId` text NOT NULL,
	`accessToken` text,
	`refreshToken` text,
	`idToken` text,
	`accessTokenExpiresAt` integer,
	`refreshTokenExpiresAt` integer,
	`scope` text,
	`password` text,
	`createdAt` integer NOT NULL,
	`updatedAt` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `account_user` ON `account` (`userId`);--> statement-breakpoint
CREATE TABLE `passkey` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text,
	`publicKey` text NOT NULL,
	`userId` text NOT NULL,
	`credentialID` text NOT NULL,
	`counter` integer NOT NULL,
	`deviceType` text NOT NULL,
	`backedUp` integer NOT NULL,
	`transports` text,
	`createdAt` integer,
	`aaguid` text
);
--> statement-breakpoint
CREATE INDEX `passkey_user` ON `passkey` (`userId`);--> statement-breakpoint
CREATE INDEX `passkey_credential` ON `passkey` (`credentialID`);--> statement-breakpoint
CREATE TABLE `rate_limit` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`count` integer NOT NULL,
	`lastRequest` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rate_limit_key_unique` ON `rate_limit` (`key`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`userId` text NOT NULL,
	`expiresAt` integer NOT NULL,
	`ipAddress` text,
	`userAgent` text,
	`createdAt` integer NOT NULL,
	`updatedAt` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token_unique` ON `session` (`token`);--> statement-breakpoint
CREATE INDEX `session_user` ON `session` (`userId`);--> statement-breakpoint
CREATE TABLE `two_factor` (
	`id` text PRIMARY KEY NOT NULL,
	`secret` text NOT NULL,
	`backupCodes` text NOT NULL,
	`userId` text NOT NULL,
	`verified` integer,
	`failedVerificationCount` integer,
	`lockedUntil` integer
);
--> statement-breakpoint
CREATE INDEX `two_factor_secret` ON `two_factor` (`secret`);--> statement-breakpoint
CREATE INDEX `two_factor_user` ON `two_factor` (`userId`);--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`emailVerified` integer DEFAULT false NOT NULL,
	`image` text,
	`twoFactorEnabled` integer DEFAULT false,
	`createdAt` integer NOT NULL,
	`updatedAt` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email_unique` ON `user` (`email`);--> statement-breakpoint
CREATE TABLE `verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expiresAt` integer NOT NULL,
	`createdAt` integer NOT NULL,
	`updatedAt` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verification_identifier` ON `verification` (`identifier`);--> statement-breakpoint
CREATE TABLE `committee` (
	`id` text PRIMARY KEY NOT NULL,
	`handle` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`suffix` text NOT NULL,
	`place` text NOT NULL,
	`sortKey` text NOT NULL,
	`state` text NOT NULL,
	`setup` text,
	`superiorId` text,
	`superiorState` text,
	`superiorAskedAt` integer,
	`location` text,
	`schemaVersion` integer DEFAULT 0 NOT NULL,
	`createdBy` text NOT NULL,
	`createdAt` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `committee_handle` ON `committee` (`handle`);--> statement-breakpoint
CREATE INDEX `committee_superior` ON `committee` (`superiorId`,`superiorState`,`sortKey`);--> statement-breakpoint
CREATE INDEX `committee_order` ON `committee` (`state`,`sortKey`,`id`);--> statement-breakpoint
CREATE INDEX `committee_schema` ON `committee` (`schemaVersion`,`id`);--> statement-breakpoint
CREATE TABLE `committee_code` (
	`committeeId` text NOT NULL,
	`code` text NOT NULL,
	`validFrom` text NOT NULL,
	`validTo` text,
	PRIMARY KEY(`committeeId`, `code`)
);
--> statement-breakpoint
CREATE INDEX `committee_code_code` ON `committee_code` (`code`);--> statement-breakpoint
CREATE TABLE `committee_event` (
	`id` text PRIMARY KEY NOT NULL,
	`committeeId` text NOT NULL,
	`at` integer NOT NULL,
	`actorId` text NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`before` text,
	`after` text
);
--> statement-breakpoint
CREATE INDEX `committee_event_of` ON `committee_event` (`committeeId`,`id`);--> statement-breakpoint
CREATE TABLE `membership` (
	`userId` text NOT NULL,
	`committeeId` text NOT NULL,
	`createdAt` integer NOT NULL,
	PRIMARY KEY(`userId`, `committeeId`)
);
