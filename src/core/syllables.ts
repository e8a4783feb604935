/**
 * Vietnamese syllables without accents, as their beginnings and their rests join: more than the language has, and none
 * less. (Chính tả tiếng Việt: phụ âm đầu, vần.)
 */
const ONSETS = ' b c ch d g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x'
const RIMES = `a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia iac ich iec iem ien ieng iep
  iet ieu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong oong ooc
  op ot u ua uac uai uan uang uat uay uc ue uech uen uenh uet ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu
  uy uya uych uyen uyet uyn uynh uyp uyt uyu y ych yem yen yet yeu ym yn ynh yp yt`

let known: string[] | undefined

/** Made when first asked for: a browser has what stands beside this, and never asks. */
function syllables(): string[] {
  if (known !== undefined) return known
  const rimes = RIMES.split(/\s+/)
  known = [...new Set(ONSETS.split(' ').flatMap((onset) => rimes.map((rime) => onset + rime)))]
  return known
}

/**
 * What may follow a beginning so that it is a whole syllable: `''` where it is one already, nothing at all where no
 * syllable begins so.
 * @param begun letters without accents, lower-case
 */
export const endingsOf = (begun: string): string[] =>
  syllables()
    .filter((one) => one.startsWith(begun))
    .map((one) => one.slice(begun.length))
