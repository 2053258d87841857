import type { SkillId } from '@marketplace/kernel/ids';

/** A trade that providers offer and customers look for. */
export interface Skill {
  readonly id: SkillId;
  /** For people who write code and addresses; never changes. */
  readonly slug: string;
  readonly name: string;
  readonly category: string;
}

/** Every skill there is, by category. Ids were made once and stand for ever: other contexts and clients hold them. */
export const SKILLS: readonly Skill[] = [
  { id: 'skl_01m88wnbxtexyach1rjr2r1n5e', slug: 'home-cleaning', name: 'Home cleaning', category: 'Cleaning' },
  { id: 'skl_01m88wnbxtexyach217p9s47a5', slug: 'deep-cleaning', name: 'Deep cleaning', category: 'Cleaning' },
  { id: 'skl_01m88wnbxtexyach2f1yh8q111', slug: 'move-out-cleaning', name: 'Move-out cleaning', category: 'Cleaning' },
  { id: 'skl_01m88wnbxtexyach2kmvdgvfs1', slug: 'window-cleaning', name: 'Window cleaning', category: 'Cleaning' },
  {
    id: 'skl_01m88wnbxtexyach2rxnj5c31k',
    slug: 'carpet-cleaning',
    name: 'Carpet and upholstery cleaning',
    category: 'Cleaning',
  },
  { id: 'skl_01m88wnbxtexyach311y88tnwv', slug: 'leak-repair', name: 'Leak repair', category: 'Plumbing' },
  { id: 'skl_01m88wnbxtexyach3f57gmq2vp', slug: 'drain-unblocking', name: 'Drain unblocking', category: 'Plumbing' },
  {
    id: 'skl_01m88wnbxtexyach3myf9mqghz',
    slug: 'bathroom-fitting',
    name: 'Bathroom and kitchen fitting',
    category: 'Plumbing',
  },
  {
    id: 'skl_01m88wnbxyexyach3tzzbtyp7x',
    slug: 'boiler-service',
    name: 'Boiler and heating service',
    category: 'Plumbing',
  },
  { id: 'skl_01m88wnbxyexyach43nw7a46fv', slug: 'wiring', name: 'Wiring and sockets', category: 'Electrical' },
  { id: 'skl_01m88wnbxyexyach4ddgp5phrn', slug: 'lighting', name: 'Lighting installation', category: 'Electrical' },
  {
    id: 'skl_01m88wnbxyexyach4k91cty411',
    slug: 'fuse-box',
    name: 'Fuse box and fault finding',
    category: 'Electrical',
  },
  { id: 'skl_01m88wnbxyexyach4vdcatbsx8', slug: 'ev-charger', name: 'EV charger installation', category: 'Electrical' },
  {
    id: 'skl_01m88wnbxyexyach5006n3tk88',
    slug: 'furniture-assembly',
    name: 'Furniture assembly',
    category: 'Handyman',
  },
  { id: 'skl_01m88wnbxyexyach5a5xfyn6aj', slug: 'mounting', name: 'Mounting and hanging', category: 'Handyman' },
  { id: 'skl_01m88wnbxyexyach5nb84107s1', slug: 'general-repairs', name: 'General repairs', category: 'Handyman' },
  { id: 'skl_01m88wnbxyexyach5yjh27m3ds', slug: 'interior-painting', name: 'Interior painting', category: 'Painting' },
  { id: 'skl_01m88wnbxyexyach60vh7n1gvt', slug: 'wallpapering', name: 'Wallpapering', category: 'Painting' },
  { id: 'skl_01m88wnbxyexyach6bawdmv5vr', slug: 'lawn-care', name: 'Lawn care', category: 'Gardening' },
  {
    id: 'skl_01m88wnbxyexyach6hf303ar6w',
    slug: 'hedge-trimming',
    name: 'Hedge and tree trimming',
    category: 'Gardening',
  },
  { id: 'skl_01m88wnbxyexyach6s6kswtgfj', slug: 'moving-help', name: 'Moving help', category: 'Moving' },
  { id: 'skl_01m88wnbxyexyach73gezfeayk', slug: 'clearance', name: 'Rubbish clearance', category: 'Moving' },
  { id: 'skl_01m88wnbxyexyach7cfksw52r0', slug: 'lock-opening', name: 'Lock opening', category: 'Locks' },
  { id: 'skl_01m88wnbxyexyach7mtwv5j8cj', slug: 'lock-fitting', name: 'Lock fitting', category: 'Locks' },
];

const byId = new Map<string, Skill>(SKILLS.map((skill) => [skill.id, skill]));
const bySlug = new Map(SKILLS.map((skill) => [skill.slug, skill]));

export const skillById = (id: string): Skill | undefined => byId.get(id);

/** For code that names a skill by hand. Throws a fault for a slug that is none. */
export function skillBySlug(slug: string): Skill {
  const skill = bySlug.get(slug);
  if (!skill) throw new Error(`no such skill: ${slug}`);
  return skill;
}
