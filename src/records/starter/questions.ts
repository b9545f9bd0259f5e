/** One question of the starter book: wording that every side could accept, what is known, and what would make it acute. */
export interface StarterQuestion {
  /** A yes/no question, at most 120 characters, neutral. */
  title: string
  /** Pallets and calls of Bittensor's runtime 424 that would do it, where there are such. */
  touches?: readonly string[]
  /** 2 to 4 sentences: what is at stake, both sides in words that they would accept. At most 700 characters. */
  background: string
  /** 1 to 3 lines: what happened, where and when, then the source in brackets. At most 900 characters in all. */
  precedents: string
  /** One or two sentences: which event would make it acute in Bittensor. At most 300 characters. */
  acute: string
}

/**
 * The standing questions of a fresh site. Facts as known in the middle of 2026. New ones are added at the end: by its
 * place in a log that began with the book an upgrade knows which question was removed.
 */
export const starterQuestions: readonly StarterQuestion[] = [
  {
    title: 'Should validators stop serving a subnet that does grave harm to people outside the network?',
    background:
      'A subnet may one day be used to hurt people who never chose to be part of it. Some hold that whoever scores or serves it has a part in the harm and should decline. Others hold that validators who begin to judge uses will be pressed to judge ever more of them, and that harm is better answered where it is done. Open are where a line would lie, who would draw it, and on what evidence.',
    precedents: `Ethereum, 2022: after US sanctions on Tornado Cash in August, relays that filtered its transactions delivered about 79 per cent of blocks on 21 November. By mid-February 2023 it was less than half. [https://cryptobriefing.com/ethereum-mev-boost-relay-censorship-falls-back-under-50]
Cloudflare, 3 September 2022: the company blocked the forum Kiwi Farms, citing an immediate threat to life. It called its own step dangerous for an infrastructure provider. [https://www.siliconrepublic.com/enterprise/why-did-cloudflare-block-the-kiwi-farms-website]`,
    acute:
      'The press or a court shows that a service run on one subnet harms identifiable people, and nobody who runs it can be found.',
  },
  {
    title: 'Should there be an agreed way to stop serving content that is unlawful almost everywhere?',
    background:
      'Data reaches the network from anywhere, and some of it, such as images of child abuse, is forbidden in nearly every country. Some want a common procedure, so that operators are not left alone with the risk and victims are heard. Others fear that any such procedure will be stretched to cover disputed content, and prefer that each operator decides under their own law.',
    precedents: `Bitcoin SV, early 2019: images of child abuse were written to the chain through a payment service. The data could not be deleted, so block explorers stopped showing it. [BBC News, 6 February 2019; https://www.coinwire.com/criminals-exploit-bitcoin-sv-blockchain-to-store-child-exploitation-content]
LAION-5B, December 2023: Stanford researchers reported 3,226 suspected cases of child abuse material in a data set used to train image models. Its publisher took the set offline. [https://www.404media.co/laion-datasets-removed-stanford-csam-child-abuse/]`,
    acute:
      'Such material is found in data that a subnet stores or trains on, and authorities ask several validators or miners about it.',
  },
  {
    title: 'Should the state of the chain ever be changed to undo a proven theft?',
    touches: ['System.set_storage', 'System.kill_storage', 'Balances.force_set_balance', 'Balances.force_transfer'],
    background:
      'Some hold that a ledger which can be corrected once can be corrected again, so no balance would be safe from a majority. Others hold that rules serve people, and that a large majority may undo a plain wrong when nobody honest loses by it. Time matters: the longer one waits, the more innocent transactions would be touched.',
    precedents: `Ethereum, 20 July 2016: a fork at block 1,920,000 moved the funds taken from The DAO. Those who disagreed kept the old chain as Ethereum Classic. [Bitcoin Magazine, 20 July 2016; ethereumclassic.org/why-classic/genesis]
Ethereum, April 2018: a coin vote on restoring about 513,000 ether frozen in Parity wallets since November 2017 ended with 55 per cent against. [https://cointelegraph.com/news/eip-999-why-a-vote-to-release-parity-locked-funds-evoked-so-much-controversy]
Juno, 29 April 2022: Proposal 20 passed with over 72 per cent and moved all but 50,000 JUNO of one holder to a community contract. [CoinDesk report of April 2022, via markets.businessinsider.com]`,
    acute:
      'A bug or stolen keys put a large part of all TAO into the hands of one party, and the loss is still on chain.',
  },
  {
    title: 'Should the protocol itself be designed to comply with the laws of nation states?',
    background:
      'Everybody who takes part lives under some law, but the laws differ and sometimes conflict. Some hold that a protocol which can comply will be left in peace and reach more people. Others hold that the protocol should stay neutral and that compliance is the business of each operator and user in their own place.',
    precedents: `United States, 8 August 2022: the Treasury put Tornado Cash on its sanctions list. On 26 November 2024 a federal appeals court found that immutable smart contracts are not property that can be sanctioned under the law used. The listing ended on 21 March 2025. [US Treasury press releases, 8 August 2022 and 21 March 2025; https://morganlewis.com/pubs/2024/12/fifth-circuit-rejects-ofacs-tornado-cash-sanctions]
Uniswap Labs, July 2021: the company removed over 100 tokens from its website with reference to regulation. The contracts underneath went on trading them. [Uniswap Labs announcement, July 2021]
China, 24 September 2021: ten state bodies declared business with cryptocurrencies illegal, and services withdrew. [People's Bank of China notice, published 24 September 2021]`,
    acute: 'A large country orders changes to the protocol, or forbids its residents to run validators without them.',
  },
  {
    title: 'Should it stay possible to hold any role in the network without giving a legal name?',
    background:
      'Some hold that privacy protects people from robbery, pressure and prejudice, and that conduct on chain says more than a passport. Others hold that whoever decides over the property of many should be answerable by name. In between lie proofs of single facts, such as being one person, without the rest of an identity.',
    precedents: `Wonderland, 27 January 2022: the pseudonymous treasury manager of this project was revealed to have co-founded a failed exchange and to have a criminal record. Holders voted him out of the role. [https://decrypt.co/91968/how-wonderland-daniele-sestagalli-defi-avoided-shutting-down-after-michael-patryn-scandal]
Kenya, 2 August 2023: the government suspended Worldcoin, which scanned irises to prove that each user is one person, and cited concerns over data. [https://nation.africa/kenya/news/interior-cs-kindiki-suspends-worldcoin-collection-of-data--4323750]`,
    acute:
      'A seat, a key or a subnet of great weight turns out to be held by somebody whose past would have mattered to many, or a law demands names for such roles.',
  },
  {
    title: 'Is a split of the chain an acceptable way to end a deep disagreement?',
    background:
      'Some see the right to fork as the last protection of a minority: whoever cannot agree may leave with their balances and their rules. Others point to the cost: divided liquidity and developers, doubt about which chain is meant, and subnets that must choose. In Bittensor every subnet token and every running contract would be doubled as well.',
    precedents: `Bitcoin, 1 August 2017: after years of argument over block size, Bitcoin Cash left after block 478,558. Holders had balances on both chains. [https://probablock.com/en/milestone/bitcoin-cash-hard-fork]
Terra, May 2022: after the fall of its stablecoin, Proposal 1623 passed with about 65 per cent. A new chain started on 28 May, and the old one went on as Terra Classic. [https://news.bit2me.com/en/moon-2-0-passes-the-vote-and-will-not-take-long-to-activate]
Steem, 20 March 2020: part of the community started Hive and left the stake of Steemit Inc. out of the new ledger. [https://modernconsensus.com/people/huobi-binance-steemed-at-sun/]`,
    acute:
      'Two groups of validators, each with a large part of the stake, announce that they will run different runtimes.',
  },
  {
    title: 'Should a small group keep the power to stop or change the chain at once in an emergency?',
    touches: ['SafeMode', 'System.set_code', 'Sudo.set_key'],
    background:
      'In the middle of 2026 privileged calls in Bittensor go through a sudo key held by three keys. Some hold that theft moves in minutes, and that only a few people who can act at once can limit the damage. Others hold that a power to stop everything will also be used, demanded or stolen on other days. Between them lie narrower powers, time limits and reviews afterwards.',
    precedents: `Bittensor, July 2024: a malicious software package had stolen keys, and TAO worth about 8 million dollars was lost. The core team put the chain into safe mode: blocks went on, but no transactions were let through. [https://fullycrypto.com/?p=59823; https://fintechs.fi/8m-theft-forces-bittensor-network-to-shutdown]
BNB Chain, 6 October 2022: validators were asked to halt the chain after a bridge had been tricked into issuing about 2 million BNB. It resumed within a day. [https://www.oodaloop.com/technology/2022/10/17/bnb-chain-responds-with-next-steps-for-cross-chain-security-after-network-exploit/]`,
    acute:
      'The keys are used to stop the chain or to change balances, or an attack succeeds because nobody used them in time.',
  },
  {
    title: 'Should there be a way to suspend the emissions of a single subnet?',
    touches: ['AdminUtils.sudo_set_subnet_emission_enabled', 'AdminUtils.sudo_set_subtoken_enabled'],
    background:
      'Some hold that a subnet which deceives, harms or gives nothing takes emissions from all others, and that the network must be able to stop that. Others hold that such a lever puts every team at the mercy of whoever holds it, and that prices already remove weak subnets. Many on both sides ask for published evidence, time to answer and an appeal.',
    precedents: `Bittensor, 25 February 2025: an issue asked that the Senate be able to vote the emissions of a subnet to zero. [https://github.com/RaoFoundation/subtensor/issues/1341]
Bittensor, 11 February 2026: a draft would have let root validators with more than half of the root stake suppress emissions of a subnet, with an override through sudo. It was closed. [https://github.com/RaoFoundation/subtensor/pull/2420]
Bittensor, 10 April 2026: the team Covenant AI left and said that emissions of its subnets had been suspended. What had happened and why was disputed in public. [AMBCrypto, 10 April 2026]`,
    acute: 'A subnet loses its emissions by a decision, and its owner, miners or holders say that they were not heard.',
  },
  {
    title: 'Should market prices alone decide how emissions are shared among subnets?',
    touches: [
      'AdminUtils.sudo_set_net_tao_flow_enabled',
      'AdminUtils.sudo_set_tao_flow_cutoff',
      'AdminUtils.sudo_set_subnet_moving_alpha',
    ],
    background:
      'Some hold that buyers of subnet tokens risk their own money and so judge better than any committee. Others hold that prices can be moved by large holders and reward attention more than use, so other measures or a vote are needed as well. Each change of the rule moves income from some teams to others.',
    precedents: `Bittensor, 13 February 2025: dynamic TAO gave each subnet a token of its own. In November 2025 the rule for emissions went over to net flows of TAO, and in June 2026 the documents named prices again. [subtensor release 233; https://github.com/latent-to/developer-docs/pull/247]
Cosmos Hub, November 2023: Proposal 848 cut maximum inflation to 10 per cent, with 41.1 per cent for and 38.5 per cent against (vetoes included). A founder then announced a fork. [The Block, 27 November 2023, theblock.co/post/264717]
Solana, March 2025: a plan for inflation that follows the market got 61.4 per cent of the votes and failed, as two thirds were needed. [https://www.tronweekly.com/solana-governance-vote-sets-record-as-inflation/]`,
    acute:
      'A proposed rule would change the income of many subnets by half, or a few buyers are seen to steer emissions.',
  },
  {
    title: 'Should rules limit how much delegated stake one validator can direct?',
    touches: [
      'AdminUtils.sudo_set_default_take',
      'AdminUtils.sudo_set_min_delegate_take',
      'AdminUtils.sudo_set_network_max_stake',
    ],
    background:
      'Holders delegate for yield and convenience, and the validator gets the weight, a take (18 per cent by default) and any vote that comes with it. Some want limits on that power, or a right of delegators to overrule it, since few of them watch. Others hold that delegators chose freely and can leave, that limits are passed by splitting keys, and that size pays for good work.',
    precedents: `Lido, June 2022: holders of its token voted, with over 99 per cent against, not to limit its share of staked ether, then almost a third. [https://www.theblock.co/post/155070/lido-community-strongly-against-limiting-its-ethereum-staking-dominance]
Juno, 14 March 2022: the validator Polkachu changed its vote on Proposal 16 from yes to no with veto and published why. [https://polkachu.com/blogs/change-vote-to-no-on-juno-prop-16]
Lido, June 2025: its DAO voted for a design that lets stakers delay or block decisions of token holders. [https://www.itouyu.top/news/detail/12560604839847, dated 27 June 2025]`,
    acute:
      'One validator, or two under one owner, could decide a vote or the weights of many subnets with stake that others delegated.',
  },
  {
    title: 'Should miners have seats of their own where the rules of the network are decided?',
    background:
      'Some hold that miners do the work, bear the cost of hardware, and see first when a rule invites cheating. Others hold that miners come and go, often sell what they earn, and can be one person behind many keys, so that stake and ownership are the safer measure. A middle way would be seats for miners with proof of long service, or a voice without a vote.',
    precedents: `Bittensor, 20 March 2024: a draft for governance named 64 seats for validators and 32 for subnet owners, who would both have to agree. It named none for miners. [https://github.com/RaoFoundation/subtensor/issues/269]
Ethereum, 5 August 2021: a change that burns most of the transaction fee went live, although pools with much of the hash power had opposed it. Miners had no formal vote. [https://blockworks.co/ethereums-hard-fork-is-bound-to-be-implemented-despite-opposition]`,
    acute: 'New collectives are filled without miners, or many miners leave at once after a change of rules.',
  },
  {
    title: 'Should Bittensor have a common treasury that is spent by vote?',
    background:
      'Some hold that audits, documentation, legal defence and research have no payer today, and that a common purse would serve everybody. Others hold that a large purse attracts campaigns and waste, and that those who want something built can pay for it through a subnet. Much depends on where the money would come from, and on who checks the results.',
    precedents: `Polkadot, first half of 2024: its treasury spent about 86 million dollars, of which 37 million went to outreach. The report started an argument about value and about how long the funds would last. [https://coinspeaker.com/polkadots-2024-spending-spree/]
Compound, 28 July 2024: a vote of 682,191 to 633,636 gave 499,000 COMP, about 24 million dollars, to a vault run by the proposing group. It was cancelled on 30 July in return for a plan that shares reserves with those who stake. [https://rekt.news/the-humpy-dance; https://crypto-economy.com/?p=169389]`,
    acute:
      'A proposal would send part of emissions or of recycled fees to a shared account, or urgent common work finds no payer.',
  },
  {
    title: 'Should holders above a certain size be expected to say what they hold and intend?',
    background:
      'Some hold that whoever can move prices or votes should say so beforehand, as large shareholders of listed companies must. Others hold that this invites theft and coercion, that intentions may honestly change, and that property needs no explanation. The expectation could be voluntary, met under a pseudonym, or met in bands instead of exact sums.',
    precedents: `SushiSwap, 5 to 11 September 2020: its pseudonymous founder sold development funds worth about 14 million dollars. After protests he returned them and apologised. [https://decrypt.co/41623/what-in-freaking-hell-twitter-reacts-to-sushiswap-scandal]
United States, 10 October 2023: the SEC gave holders of over 5 per cent of a listed company who want influence five business days to report, instead of ten days. [SEC press release, 10 October 2023]
Bittensor, 10 April 2026: in the dispute around Covenant AI, the team and its critics each pointed to large token sales by the other side. [MarsBit and BlockBeats, 10 April 2026]`,
    acute: 'A very large sale or transfer happens during a dispute, and nobody says who made it or why.',
  },
  {
    title: 'Should one body be able to decide who may use the name Bittensor?',
    background:
      'A name tells newcomers which chain, wallet or website is meant. Some hold that one responsible body must protect it against fraud and confusion. Others hold that the name belongs to all who built the network, and that its owner could punish critics or decide which side of a fork is the real one.',
    precedents: `Bitcoin, April to May 2018: bitcoin.com labelled Bitcoin Cash as Bitcoin. Users planned a lawsuit, the labels were largely changed, and the plan was dropped. [https://cryptodaily.co.uk/2018/05/bitcoin-core-lawsuit-abandoned]
Rust, April 2023: a draft trademark policy for the programming language met strong objections from its community. The drafters apologised for involving too few people. [https://blog.rust-lang.org/inside-rust/2023/04/12/trademark-policy-draft-feedback.html]`,
    acute: 'Two chains claim the name after a split, or a community project is told to stop using it.',
  },
  {
    title: 'Should a fixed part of emissions pay the developers of the core protocol?',
    background:
      'Some hold that the code on which everything rests needs steady pay that does not depend on one company or on favours. Others hold that a fixed share makes recipients hard to replace and gives them an interest in keeping it. Possible limits are an end date, several competing teams, or grants for finished work.',
    precedents: `Zcash, 23 November 2024: 20 per cent of block rewards had gone to three named bodies for four years. An upgrade ended direct payments to two of them, left 8 per cent for grants and locked 12 per cent until the community agrees on a method. [https://forum.zcashcommunity.com/t/zcash-halvening-nu-6-embracing-the-new-dev-fund/49331]
Bitcoin Cash, 2020: miners proposed in January to give 12.5 per cent of rewards to development. A later plan for 8 per cent split the chain on 15 November, and most mining power went to the side without it. [https://medium.com/@jiangzhuoer/infrastructure-funding-plan-for-bitcoin-cash-131fdcd2412e; press reports of November 2020]`,
    acute:
      'The main team loses its funding or its people, or a proposal writes payments to named developers into the runtime.',
  },
  {
    title: 'Should exchanges stay out of disputes over how the network is run?',
    background:
      'Exchanges hold large amounts of tokens, and with them weight that could decide a vote or a choice of validators. Some hold that they are businesses with interests of their own and should abstain. Others hold that their customers are holders too, that stake which never speaks weakens security and quorums, and that an exchange may take a side if it says so openly.',
    precedents: `Steem, 2 March 2020: accounts said to belong to Binance, Huobi and Poloniex voted in new block producers in a dispute over the stake of Steemit Inc. Binance and Huobi later withdrew their votes. [https://decrypt.co/21108/did-binance-just-help-take-over-steem-network-justin-sun]
Uniswap, October 2022: a transfer inside Binance made it the second largest delegate, with 5.9 per cent of voting power. It said that this was not intended and that it does not vote with the tokens of users. [https://blockworks.co/news/binance-unintentionally-delegated-13-2-million-uni-tokens]`,
    acute: 'A close decision is at hand, and stake that sits with exchanges is larger than the margin.',
  },
  {
    title: 'Should custodians need the consent of their clients before they stake or vote with their tokens?',
    background:
      'A custodian holds the keys, but the gain and the loss belong to its clients. Some hold that voting or staking without asking speaks for people who never agreed. Others hold that clients accept terms when they sign up, that asking each of them is slow and seldom answered, and that idle tokens leave the network to those who do vote.',
    precedents: `United States, 9 February 2023: Kraken agreed to end its staking service for US clients and to pay 30 million dollars. The SEC said that the service should have been registered. Kraken neither admitted nor denied it. [SEC press release, 9 February 2023]
BlackRock, January 2022: the fund manager began to let some institutional clients choose how the shares held for them are voted. [https://www.blackrock.com/corporate/about-us/investment-stewardship/blackrock-voting-choice]`,
    acute: 'A vote comes to the chain, and custodians or funds hold a large part of the TAO that may take part.',
  },
  {
    title: 'Does Bittensor need a foundation that acts in its name?',
    background:
      'Some hold that somebody must be able to sign contracts, hold a name, employ people and answer a court, and that a foundation with clear duties does this best. Others hold that a foundation becomes the centre it was meant to replace, and an address for pressure. Other forms are several small bodies, or one that must dissolve after its task.',
    precedents: `Arbitrum, April 2023: holders learned that a vote on 750 million ARB for its foundation was meant as a ratification and that some tokens had already moved. After protests the rest was held back for new votes on a budget. [https://unchainedcrypto.com/arbitrum-wont-move-700-million-tokens-without-dao-approval]
Tezos, October 2017 to February 2018: the foundation held the funds, the founders held the code, and their quarrel delayed the launch until the president left on 22 February. [https://www.swissinfo.ch/eng/controversial-president_johann-gevers-steps-down-from-tezos-foundation-board/43920818]
Maker, 20 July 2021: its foundation announced that it would dissolve and leave all work to the DAO. [CoinDesk, 20 July 2021]`,
    acute: 'The present foundation closes, changes its leadership, or is sued, and some duty has no holder.',
  },
  {
    title: 'Should subnets be expected to limit dangerous uses of the models that they produce?',
    background:
      'Some hold that those who are paid to build a capable system should test it and add safeguards before they release it, since victims cannot undo a release. Others hold that knowledge is neutral, that safeguards in open models are removed within days, and that the person who misuses a tool should answer for it. It is also disputed who could judge what is dangerous.',
    precedents: `San Francisco, 15 August 2024: the City Attorney announced a lawsuit against operators of 16 websites that make nude images of people without consent, partly with open models. [https://govtech.com/artificial-intelligence/san-francisco-sues-websites-over-non-consensual-ai-nudes]
Hugging Face, June 2022: the platform restricted access to a language model trained on a forum known for hate speech. Its author argued that research had a use for it. [https://www.aiaaic.org/aiaaic-repository/ai-algorithmic-and-automation-incidents/gpt-4chan]
United Kingdom, 12 January 2026: Ofcom opened an investigation of X over sexualised images made with its chatbot Grok. [Reuters, 12 January 2026]`,
    acute: 'A model or service from a subnet is named in a serious crime or in a warning by a safety body.',
  },
  {
    title: 'Should models that were trained with emissions be released under an open licence?',
    background:
      'Some hold that emissions are paid by all holders, so all should be able to use, study and change the result. Others hold that a team needs income to go on, that restrictions can keep a model from harmful uses, and that the market for subnet tokens already rewards openness if holders want it. It is also disputed what open means for a model.',
    precedents: `Open Source Initiative, 28 October 2024: it published a definition of open source AI. It holds that the Llama licences of Meta are not open source, and Meta does not accept that there is a single definition. [opensource.org, 28 October 2024 and 18 February 2025; The Verge, October 2024]
BigScience, July 2022: the language model BLOOM was published for everybody, but under a licence that forbids certain uses. [BigScience blog, July 2022]
DeepSeek, 20 January 2025: the model R1 was released under the MIT licence, which allows nearly everything. [https://api-docs.deepseek.com/news/news250120]`,
    acute: 'A model trained on a subnet becomes valuable, and its owner closes it or takes it elsewhere.',
  },
  {
    title: 'Should subnets need consent before they train on personal data that is public?',
    background:
      'Some hold that people who once posted something did not agree to become training material, and that a model cannot easily forget them. Others hold that what is public may be read and learned from, and that asking everybody would leave only the largest firms able to train. Possible steps in between are a right to object, filters, and no use of sensitive data.',
    precedents: `Italy, March 2023: the data protection authority stopped ChatGPT for about a month. In December 2024 it fined OpenAI 15 million euros, and in March 2026 a court in Rome cancelled the fine. [Garante, 31 March 2023 and 20 December 2024; Reuters, 19 March 2026]
Germany, 23 May 2025: the Higher Regional Court of Cologne refused, in summary proceedings, to stop Meta from training on public posts of adults who had not objected. [https://www.taylorwessing.com/en/insights-and-events/insights/2025/07/olg-koeln-zu-training-von-meta-ki-modellen-mit-nutzerdaten]`,
    acute:
      'An authority or a group of people demands that a subnet delete personal data, and several miners hold copies.',
  },
  {
    title: 'Should the network name people who may talk with regulators on its behalf?',
    background:
      'Some hold that rules will be written with or without the network, and that informed voices with a clear mandate prevent bad ones. Others hold that nobody can speak for everybody, that a spokesperson makes the network look like a company, and that members can speak for themselves. Much depends on what such people may promise, and on whether their talks are published.',
    precedents: `United States, June 2023: a federal court entered a default judgment of 643,542 dollars against Ooki DAO, which had not answered, and held that it was a person under the law used. [CFTC statement, 9 June 2023]
Uniswap, 2025: its foundation proposed to give the DAO a legal form under the law of Wyoming, and an on-chain vote opened on 2 September. [https://gov.uniswap.org/t/governance-proposal-establish-uniswap-governance-as-duni-a-wyoming-duna/25770]`,
    acute:
      'A regulator asks the network a question with a deadline, or files a case against validators, owners or holders.',
  },
  {
    title: 'Should every special power over the network end on a fixed and public date?',
    touches: ['Sudo.set_key', 'Sudo.remove_key', 'System.set_code'],
    background:
      'Some hold that powers without an end date tend to stay, and that a date makes everybody prepare. Others hold that a date can fall at the worst moment, and that powers should end when tested replacements exist. A date that can be extended only by an open vote lies between the two.',
    precedents: `Polkadot, July 2020: the sudo key was used to switch on governance and was then removed. Its elected council gave way to votes of all holders under OpenGov, announced on 15 June 2023. [https://polkadot.network/launch-roadmap/governance/; https://u.today/polkadot-dot-welcomes-new-era-as-governance-platform-launches]
Cardano, 29 January 2025: with the Plomin upgrade, powers that had rested on keys of three founding bodies passed to new governance groups. [https://cryptocurrencywatchgroup.com/cardano-activates-plomin-upgrade-a-new-era-of-decentralized-governance/]
Bittensor, autumn 2025: the Senate and Triumvirate modules were removed, while sudo stayed with a multisig of three keys. [subtensor release notes and source, October to November 2025]`,
    acute: 'A new governance design goes live without a date for sudo, or a date that was announced goes by.',
  },
  {
    title: 'Should a subnet be free to leave for a chain of its own and take its community along?',
    background:
      'Some hold that free exit keeps the network honest, and that teams own their work. Others hold that emissions paid for that work, and that holders of the subnet token and of TAO are left with the loss. Notice, a snapshot for holders or a repayment are possible terms, but none is agreed.',
    precedents: `dYdX, 22 June 2022: the exchange announced that it would leave the Ethereum ecosystem for its own chain, which started in October 2023. [https://xangle.io/en/research/detail/735; https://medium.com/cosmostation/an-introduction-to-dydxs-new-fully-sovereign-blockchain-fe9e313058e2]
Helium, 18 April 2023: the network went the other way and moved from its own chain to Solana, after 81 per cent had voted for it. [https://blockworks.co/news/helium-token-holders-approve-switch-to-solana-blockchain; https://docs.helium.com/solana]
Bittensor, 10 April 2026: Covenant AI announced that it was leaving and would take its team, research and models along. [BlockBeats, 10 April 2026]`,
    acute:
      'The owner of a large subnet announces a chain or a token elsewhere, and holders ask what becomes of theirs.',
  },
]
