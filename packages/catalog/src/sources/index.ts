// Sources: what can be asked outside the chain. One file each, one line here.
export { failureOf, SourceFailure, type FailureKind } from './failure.ts';
export { makeApiClient, type ApiCall, type ApiClient, type ApiClientOptions } from './http.ts';
export { readPages, type Pages } from './pages.ts';
export { makePostSources, type PostSettings } from './posts.ts';
export { makeXSource } from './x.ts';
export { makeDiscordSource } from './discord.ts';
export { makeRedditSource } from './reddit.ts';
export { makeFeedSource } from './feed.ts';
export { makeGdeltSource } from './gdelt.ts';
export { readSuppliedPosts, type Supplied } from './supplied.ts';
export { readTelegramExport } from './telegram.ts';
export { makeGithub, type GithubOptions } from './github.ts';
export { makeRdap, type RdapOptions } from './rdap.ts';
export { makeSiteReader, type SiteOptions } from './site.ts';
export { makeSourcify, type SourcifyOptions } from './sourcify.ts';
export { makeMoralis, type MoralisOptions } from './moralis.ts';
export { makeAlchemy, type AlchemyOptions } from './alchemy.ts';
