/*
 * Our rules of texts for the description of the API, which cannot run them: a text that fits its pattern is taken
 * (test/described.test.ts). A pattern leaves out what is rare and taken all the same, such as a note in Greek or a name
 * whose marks stand apart. No look-ahead and no `\p{…}`: programs in other languages read them, too.
 */

/** What cannot be kept, whatever the text (asked.ts): control characters, marks that turn the direction of writing. */
const UNKEPT =
  '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069'
/** Any text, an empty one, too. */
export const ANY_TEXT = `^[^${UNKEPT}]*$`

/** Letters of Latin script, digits and signs: something of a text is seen. */
const SEEN = '[!-~\\u00c0-\\u024f\\u1e00-\\u1eff]'
/** Text with something in it. */
export const SEEN_TEXT = `^[^${UNKEPT}]*${SEEN}[^${UNKEPT}]*$`

/** Letters of Vietnamese, composed, without those of ASCII. */
const ACCENTED =
  '\\u00c0-\\u00c3\\u00c8-\\u00ca\\u00cc\\u00cd\\u00d2-\\u00d5\\u00d9\\u00da\\u00dd\\u00e0-\\u00e3\\u00e8-\\u00ea\\u00ec\\u00ed\\u00f2-\\u00f5\\u00f9\\u00fa\\u00fd\\u0102\\u0103\\u0110\\u0111\\u0128\\u0129\\u0168\\u0169\\u01a0\\u01a1\\u01af\\u01b0\\u1ea0-\\u1ef9'
const NAMED = `[!-~${ACCENTED}\\u2013\\u2014\\u2018\\u2019\\u201c\\u201d\\u2026]`
/** A name: words with one plain space between them. */
export const NAME_TEXT = `^${NAMED}+( ${NAMED}+)*$`
const MERE = NAMED.replace('!-~', '!-\\-0-9;-?A-~')
/** The same without what an address of the web or of mail has. */
export const MERE_NAME_TEXT = `^${MERE}+( ${MERE}+)*$`
/** The sign of a body in numbers of papers. */
export const SIGN_TEXT = `^[A-Za-z0-9.${ACCENTED}-]+$`
/** The name of a file: nothing that a file system takes for something else. */
export const FILE_TEXT = `^[!#-)+-.0-9;=@-[\\]-{}~${ACCENTED}]+( [!#-)+-.0-9;=@-[\\]-{}~${ACCENTED}]+)*$`
/** A mail address. */
export const MAIL_TEXT = '^[A-Za-z0-9_+-]+(\\.[A-Za-z0-9_+-]+)*@([A-Za-z0-9][A-Za-z0-9-]*\\.)+[A-Za-z]{2,}$'
/** Ten signs and more, of which the first and the last are seen. */
export const TEN_TEXT = `^${SEEN}[^${UNKEPT}]{8,}${SEEN}$`
/** A day of a year that can be meant (fields.ts). */
export const DAY_TEXT =
  '^((19(4[5-9]|[5-9][0-9])|20[0-9]{2}|2100)-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))|(19(48|[579][26]|[68][048])|20([02468][048]|[13579][26]))-02-29)$'
