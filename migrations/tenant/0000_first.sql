CREATE TABLE `audit` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actorId` text NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`subjectKind` text NOT NULL,
	`subjectId` text NOT NULL,
	`subject` text NOT NULL,
	`before` text,
	`after` text
);
--> statement-breakpoint
CREATE INDEX `audit_subject` ON `audit` (`subjectKind`,`subjectId`,`id`);--> statement-breakpoint
CREATE INDEX `audit_action` ON `audit` (`action`,`id`);--> statement-breakpoint
CREATE TABLE `crossing` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`effect` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `member` (
	`id` text PRIMARY KEY NOT NULL,
	`userId` text NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`sortKey` text NOT NULL,
	`rank` integer DEFAULT 1000 NOT NULL,
	`unitId` text,
	`positionId` text,
	`leftAt` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`createdAt` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `member_user` ON `member` (`userId`);--> statement-breakpoint
CREATE INDEX `member_order` ON `member` (`rank`,`sortKey`,`id`);--> statement-breakpoint
CREATE TABLE `member_role` (
	`memberId` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`memberId`, `role`)
);
--> statement-breakpoint
CREATE TABLE `replay` (
	`personId` text NOT NULL,
	`key` text NOT NULL,
	`hash` text NOT NULL,
	`answer` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`personId`, `key`)
);
--> statement-breakpoint
CREATE INDEX `replay_at` ON `replay` (`at`);--> statement-breakpoint
CREATE TABLE `invitation` (
	`id` text PRIMARY KEY NOT NULL,
	`tokenHash` text NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`unitId` text,
	`positionId` text,
	`roles` text NOT NULL,
	`invitedBy` text NOT NULL,
	`createdAt` integer NOT NULL,
	`expiresAt` integer NOT NULL,
	`acceptedAt` integer,
	`withdrawnAt` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_token` ON `invitation` (`tokenHash`);--> statement-breakpoint
CREATE INDEX `invitation_created` ON `invitation` (`createdAt`);--> statement-breakpoint
CREATE TABLE `issuer` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`suffix` text NOT NULL,
	`kind` text NOT NULL,
	`main` integer DEFAULT false NOT NULL,
	`oneRun` integer DEFAULT false NOT NULL,
	`closedAt` integer,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `issuer_suffix` ON `issuer` (`suffix`);--> statement-breakpoint
CREATE TABLE `position` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`rank` integer DEFAULT 100 NOT NULL,
	`closedAt` integer,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `position_order` ON `position` (`rank`,`name`);--> statement-breakpoint
CREATE TABLE `term` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`opensOn` text NOT NULL,
	`closesOn` text,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `term_opens` ON `term` (`opensOn`);--> statement-breakpoint
CREATE TABLE `unit` (
	`id` text PRIMARY KEY NOT NULL,
	`parentId` text,
	`name` text NOT NULL,
	`rank` integer DEFAULT 100 NOT NULL,
	`closedAt` integer,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `unit_order` ON `unit` (`rank`,`name`);--> statement-breakpoint
CREATE TABLE `arrival_series` (
	`book` text NOT NULL,
	`period` text NOT NULL,
	`last` integer NOT NULL,
	PRIMARY KEY(`book`, `period`)
);
--> statement-breakpoint
CREATE TABLE `document` (
	`rowid` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`state` text NOT NULL,
	`typeId` text,
	`issuerId` text,
	`decidingBody` text,
	`subject` text DEFAULT '' NOT NULL,
	`signerId` text,
	`signerName` text,
	`signerTitle` text,
	`authority` text,
	`urgency` integer DEFAULT 0 NOT NULL,
	`dueOn` text,
	`paperFollows` integer DEFAULT false NOT NULL,
	`overrideReason` text,
	`replyTo` text,
	`recipientText` text DEFAULT '' NOT NULL,
	`recipientCount` integer DEFAULT 0 NOT NULL,
	`copies` integer,
	`note` text,
	`authorId` text NOT NULL,
	`authorName` text NOT NULL,
	`createdAt` integer NOT NULL,
	`updatedAt` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`termId` text,
	`series` text,
	`number` integer,
	`notation` text,
	`typeName` text,
	`issuedOn` text,
	`issuedAt` integer,
	`issuedBy` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `document_id` ON `document` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `document_number` ON `document` (`issuerId`,`termId`,`series`,`number`);--> statement-breakpoint
CREATE INDEX `document_state` ON `document` (`state`,`updatedAt`);--> statement-breakpoint
CREATE INDEX `document_register` ON `document` (`issuerId`,`termId`,`issuedAt`);--> statement-breakpoint
CREATE INDEX `document_issued` ON `document` (`issuedAt`);--> statement-breakpoint
CREATE INDEX `document_reply` ON `document` (`replyTo`);--> statement-breakpoint
CREATE TABLE `document_file` (
	`documentId` text NOT NULL,
	`position` integer NOT NULL,
	`sha256` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	PRIMARY KEY(`documentId`, `position`)
);
--> statement-breakpoint
CREATE INDEX `document_file_sha` ON `document_file` (`sha256`);--> statement-breakpoint
CREATE TABLE `document_recipient` (
	`documentId` text NOT NULL,
	`kind` text NOT NULL,
	`targetId` text NOT NULL,
	`handle` text,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`documentId`, `kind`, `targetId`)
);
--> statement-breakpoint
CREATE TABLE `document_type` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`symbol` text NOT NULL,
	`series` text NOT NULL,
	`office` integer DEFAULT false NOT NULL,
	`hidden` integer DEFAULT false NOT NULL,
	`rank` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `incoming` (
	`rowid` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`deliveryId` text,
	`book` text NOT NULL,
	`period` text NOT NULL,
	`arrivalNo` integer NOT NULL,
	`arrivedOn` text NOT NULL,
	`arrivedAt` integer NOT NULL,
	`senderId` text NOT NULL,
	`senderHandle` text NOT NULL,
	`senderName` text NOT NULL,
	`notation` text NOT NULL,
	`typeName` text NOT NULL,
	`issuedOn` text NOT NULL,
	`subject` text NOT NULL,
	`urgency` integer NOT NULL,
	`dueOn` text,
	`signer` text NOT NULL,
	`paperFollows` integer DEFAULT false NOT NULL,
	`answersId` text,
	`unitId` text,
	`receiver` text DEFAULT '' NOT NULL,
	`transferredOn` text,
	`note` text,
	`acceptedBy` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `incoming_id` ON `incoming` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `incoming_delivery` ON `incoming` (`deliveryId`);--> statement-breakpoint
CREATE UNIQUE INDEX `incoming_number` ON `incoming` (`book`,`period`,`arrivalNo`);--> statement-breakpoint
CREATE INDEX `incoming_arrived` ON `incoming` (`arrivedAt`);--> statement-breakpoint
CREATE INDEX `incoming_answers` ON `incoming` (`answersId`);--> statement-breakpoint
CREATE TABLE `incoming_file` (
	`incomingId` text NOT NULL,
	`position` integer NOT NULL,
	`sha256` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	PRIMARY KEY(`incomingId`, `position`)
);
--> statement-breakpoint
CREATE INDEX `incoming_file_sha` ON `incoming_file` (`sha256`);--> statement-breakpoint
CREATE TABLE `number_series` (
	`issuerId` text NOT NULL,
	`termId` text NOT NULL,
	`series` text NOT NULL,
	`last` integer NOT NULL,
	PRIMARY KEY(`issuerId`, `termId`, `series`)
);
--> statement-breakpoint
CREATE TABLE `receipt` (
	`deliveryId` text PRIMARY KEY NOT NULL,
	`outcome` text NOT NULL,
	`reason` text,
	`reasonText` text,
	`at` integer NOT NULL,
	`byId` text NOT NULL,
	`byName` text NOT NULL,
	`incomingId` text
);
--> statement-breakpoint
CREATE TABLE `recipient_group` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `recipient_group_member` (
	`groupId` text NOT NULL,
	`committeeId` text NOT NULL,
	`handle` text NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`groupId`, `committeeId`)
);
--> statement-breakpoint
CREATE TABLE `file` (
	`sha256` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	`uploadedBy` text NOT NULL,
	`uploadedAt` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `file_uploaded` ON `file` (`uploadedAt`);