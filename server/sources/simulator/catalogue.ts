/** What the simulated company sells. Brands and products are invented. */

export interface Product {
  readonly name: string;
  readonly category: string;
  readonly brand: string;
  /** Price in USD. */
  readonly price: number;
  /** How much more often than others it is bought. */
  readonly weight: number;
}

// category: brand|product|USD|weight
const TABLE: Readonly<Record<string, readonly string[]>> = {
  Kitchen: [
    'Bravella|Kettle Arc 1.7 l|49|9',
    'Bravella|Toaster Duo|39|8',
    'Bravella|Stand mixer Orbit|189|3',
    'Fennmark|Chef knife 20 cm|64|5',
    'Fennmark|Pan set Trio|119|4',
    'Fennmark|Cutting board Oak|29|6',
    'Ostrava Home|Coffee grinder Mill 2|79|5',
    'Ostrava Home|Pour-over set|35|5',
  ],
  Home: [
    'Lumora|Floor lamp Reed|129|4',
    'Lumora|Desk lamp Tilt|59|7',
    'Lumora|Light string 10 m|24|8',
    'Sandhol|Wool throw Fjell|89|5',
    'Sandhol|Cushion Linen|27|8',
    'Sandhol|Rug Dune 160x230|239|2',
    'Ostrava Home|Shelf Ladder|149|3',
    'Ostrava Home|Clock Plain|45|4',
  ],
  Electronics: [
    'Quillon|Headphones Hush|149|8',
    'Quillon|Earbuds Drop|79|10',
    'Quillon|Speaker Pebble|69|7',
    'Quillon|Soundbar Line|249|3',
    'Novatide|Tablet Slate 11|429|3',
    'Novatide|Watch Pulse|199|6',
    'Novatide|Charger Duo 65 W|39|9',
    'Novatide|E-reader Page|129|4',
  ],
  Garden: [
    'Verdanta|Planter Box L|54|5',
    'Verdanta|Hose reel 25 m|69|4',
    'Verdanta|Herb starter kit|19|8',
    'Grovehand|Pruning shears|34|5',
    'Grovehand|Solar path lights|44|5',
    'Grovehand|Folding chair Lawn|79|4',
  ],
  Outdoor: [
    'Tarnfell|Backpack 28 l|99|6',
    'Tarnfell|Tent Ridge 2|279|2',
    'Tarnfell|Sleeping bag Comfort|139|3',
    'Kestrel Row|Rain jacket Shell|159|5',
    'Kestrel Row|Bottle Steel 0.75 l|25|9',
    'Kestrel Row|Head torch Beam|39|6',
  ],
  Beauty: [
    'Amarelle|Face cream Day|32|9',
    'Amarelle|Serum C10|45|6',
    'Amarelle|Hand balm|12|10',
    'Solenne|Shampoo Bar|11|9',
    'Solenne|Hair dryer Breeze|89|4',
    'Solenne|Perfume No. 4|74|4',
  ],
  Kids: [
    'Pipkin|Building blocks 120|39|8',
    'Pipkin|Wooden train set|59|5',
    'Pipkin|Night light Moon|22|7',
    'Little Harbour|School bag Wave|64|4',
    'Little Harbour|Rain boots|28|6',
    'Little Harbour|Puzzle World 200|18|8',
  ],
  Sports: [
    'Corvane|Running shoes Glide|119|7',
    'Corvane|Yoga mat Calm|42|7',
    'Corvane|Dumbbell pair 8 kg|69|4',
    'Strideline|Training shirt Dry|34|9',
    'Strideline|Bike helmet City|79|4',
    'Strideline|Jump rope Speed|17|6',
  ],
};

export const PRODUCTS: readonly Product[] = Object.entries(TABLE).flatMap(([category, lines]) =>
  lines.map((line) => {
    const [brand = '', name = '', price, weight] = line.split('|');
    return { category, brand, name, price: Number(price), weight: Number(weight) };
  }),
);

/** Name of the paid membership that customers start and cancel. */
export const MEMBERSHIP = 'Plus membership';

/** What people type into the search box, and whether the shop has it. */
export const SEARCHES: readonly { readonly text: string; readonly found: boolean }[] = [
  ...PRODUCTS.map((product) => ({ text: product.name.toLowerCase(), found: true })),
  ...['gift under 30', 'desk lamp', 'headphones', 'tent for two', 'birthday present', 'wool', 'coffee'].map((text) => ({
    text,
    found: true,
  })),
  ...['gift card', 'air fryer', 'left-handed scissors', 'dog bed', 'cargo bike', 'spare lid'].map((text) => ({ text, found: false })),
];
