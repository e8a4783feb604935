-- Papers issued before units took them: they were handed over, and lie on nobody's desk now.
UPDATE `document_recipient` SET `takenAt` = (SELECT coalesce(`issuedAt`, 0) FROM `document` WHERE `id` = `documentId`), `takenBy` = ''
  WHERE `kind` = 'unit' AND `documentId` IN (SELECT `id` FROM `document` WHERE `state` = 'issued');
