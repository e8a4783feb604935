/**
 * What passwords that others have guessed are made of, folded: words of English, runs of keys, and words of Vietnamese
 * with the names of provinces and of the trade. Runs of digits need no list.
 */
const ENGLISH = `
  1q2w3e4r5t6y 1q2w3e4r5t 1q2w3e4r 1q2w3e q1w2e3r4t5y6 q1w2e3r4t5
  1qaz2wsx abc123 abcd1234 abcdef abcdefgh access admin administrator america andrea andrew angel angels
  anything apple arsenal asdfgh asdfghjkl ashley august autumn bailey barcelona baseball basketball batman
  blessed brother business buster butterfly changeme charlie cheese chelsea christ cisco company computer
  cookie corvette crystal daniel december default demo diamond director dragon england everything facebook
  family father february ferrari flower football forever freedom friday friends george ginger golden
  goodluck google guest happy harley heaven hello hellohello hockey honda hunter iloveyou instagram
  internet iphone january jennifer jessica jesus jordan joshua juventus killer letmein liberty linux
  liverpool login london lovely loveyou lucky manager manchester master mercedes messi michael michelle
  microsoft minecraft monday money monkey mother mustang naruto nothing november october office oracle
  orange passw0rd password passwort pepper personal pokemon porsche princess private purple q1w2e3r4
  qazwsx qazwsxedc qwerty qwertyui qwertyuiop ranger realmadrid rich robert ronaldo root samsung saturday
  secret security september server shadow silver sister soccer something spring starwars summer sunday
  sunshine superman system temp temporary test tester testing thomas toyota trustno1 twitter ubuntu user
  welcome welcome1 whatever windows winter yamaha yellow youtube zxcvbn zxcvbnm`

const VIETNAMESE = `
  aaaa aabbcc abcabc abcxyz angiang anhyeuem asdasd baby babyboy babygirl bacgiang bacho backan baclieu
  bacninh banchaphanh banthuongvu bantochuc bbbb bentre binhdinh binhduong bithu bome bongda bongdavietnam
  buivan cachmang camau camon camonban cantho caobang cccc chanhvanphong chaoban chibo chucmung
  chucmungnammoi chunhat chuticchhochiminh chutichhochiminh congai congan congsan congsanvietnam congty
  contrai conyeu coquan daklak dalat danang dangbo dangcongsan dangcongsanvietnam dangnhap dangtavietnam
  danguy dangvan dangvien deptrai dethuong dienbien doclap doclaptudohanhphuc dongnai dongthap dovan
  embeyeu emyeuanh giadinh gialai hagiang haiduong haiphong hanam hanhphuc hanhphucgiadinh hanoi hatinh
  haugiang hethong hoabinh hoadao hoahong hoamai hoangvan hoasen hochiminh hoidongnhandan hungyen huyenuy
  iloveyouvn khanhhoa khongaibiet khongbiet khongco khongcogi khongnho kiengiang laichau lamdong langson
  laocai lethi levan lienthong lkjhgf longan matkhau matkhaucu matkhaucuatoi matkhaumoi mayman mnbvcxz
  motngaymoi motnghin mottram muadong muaha muathu muaxuan namdinh nammoi nghean nguoidung nguyen
  nguyenthi nguyenvan nguyenvana nhandan nhatrang nhoanh nhoem ninhbinh phamthi phamvan phobithu phutho
  poiuyt quandoi quangnam quangngai quangninh quantri quantrivien quenmatkhau qweasd qweasdzxc qweqwe
  saigon soctrang sonla taikhoan tayninh thaibinh thainguyen thanhcong thanhhoa thanhuy thuathienhue thuba
  thubay thuhai thunam thuongtruc thusau thutu tiengiang tinhtamtay tinhuy tinhyeu toquoc tovietnam tphcm
  tranthi tranvan travinh tudo tuyengiao tuyenquang uybannhandan vanphong vanphongtinhuy vanthu vietnam
  vinhlong vinhphuc vungtau vuvan xauy xinchao xinhgai xxxx yenbai yeuanh yeuem yeunhau zaqwsx zxcasdqwe
  zzzz`

/** Each of four letters or more, so that a sentence of one's own is not taken apart. */
export const COMMON: readonly string[] = `${ENGLISH} ${VIETNAMESE}`.trim().split(/\s+/)
