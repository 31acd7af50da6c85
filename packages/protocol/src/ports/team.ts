import type { SourceStatus } from '../shapes/evidence.ts';

/** What a source told, or why it did not. `partial` says what is missing of an answer that is there. */
export type SourceAnswer<Value> = { value: Value; partial?: string } | { value: null; status: Exclude<SourceStatus, 'ok'>; reason: string };

/** Facts of a public account or organisation. Nothing private is in here, and no mail address ever. */
export interface CodeAccount { login: string; kind: 'person' | 'organisation'; createdAt: string; /** The name it shows in public. */ name: string | null; site: string | null; x: string | null; publicRepositories: number; followers: number }
export interface CodeRepository {
  /** `owner/name` */
  slug: string; createdAt: string; pushedAt: string | null; stars: number; forks: number; openIssues: number; archived: boolean; licence: string | null; homepage: string | null;
  /** The repository it was forked from, null when it is its own. */
  forkOf: string | null;
}
/** One commit: who, as a public login, or an unnamed author told apart by number; never a name or mail address. */
export interface CodeCommit { author: string; time: string; /** The host checked its signature. */ signed: boolean }

/** A host of source code. What it does wrong is in the answer; it throws only the reason of the caller's signal. */
export interface CodeHost {
  readonly id: string;
  readonly title: string;
  account(login: string, signal?: AbortSignal): Promise<SourceAnswer<CodeAccount>>;
  repository(slug: string, signal?: AbortSignal): Promise<SourceAnswer<CodeRepository>>;
  /** Own repositories of an account, last pushed first, bounded. */
  repositories(login: string, signal?: AbortSignal): Promise<SourceAnswer<CodeRepository[]>>;
  /** Commits of the default branch, newest first, since a moment; bounded. */
  commits(slug: string, since: string, signal?: AbortSignal): Promise<SourceAnswer<CodeCommit[]>>;
  /** Logins of contributors with their number of commits, most first; bounded. */
  contributors(slug: string, signal?: AbortSignal): Promise<SourceAnswer<{ login: string; commits: number }[]>>;
  /** Moments of published releases, newest first; bounded. */
  releases(slug: string, signal?: AbortSignal): Promise<SourceAnswer<string[]>>;
}

/** What the registry says about a domain (RDAP, RFC 9083). */
export interface DomainRecord { domain: string; registeredAt: string | null; expiresAt: string | null; changedAt: string | null; registrar: string | null; statuses: string[] }
export interface DomainRegistry {
  readonly id: string;
  readonly title: string;
  /** The record of the registrable domain of a host name. */
  lookup(host: string, signal?: AbortSignal): Promise<SourceAnswer<DomainRecord>>;
}

/** What a web site shows to everybody. */
export interface SitePage {
  /** After redirects. */
  url: string;
  encrypted: boolean;
  title: string | null;
  /** Links on the page that were tried, and whether they answered. */
  links: { url: string; works: boolean }[];
  /** Accounts the page links to, by place: github, x, telegram, discord, reddit, linkedin. Handles in lower case. */
  accounts: { place: string; handle: string }[];
  /** Text of the page, bounded, for finding stated names. */
  text: string;
  /** Whether /.well-known/security.txt is there (RFC 9116). */
  securityContact: boolean | null;
}
export interface SiteReader {
  readonly id: string;
  readonly title: string;
  read(url: string, signal?: AbortSignal): Promise<SourceAnswer<SitePage>>;
}

/** What a site shows of itself before it says anything: its certificate (RFC 5280) and how the connection is encrypted. */
export interface SiteCertificate {
  /** Organisation or common name of who issued it. */
  issuer: string | null;
  /** Names it is for, bounded. */
  names: string[];
  validFrom: string;
  validTo: string;
  /** `TLSv1.3` and so on. */
  protocol: string | null;
  /** Whether this machine's authorities vouch for it, for this name and now; `reason` says why not. */
  trusted: boolean;
  reason: string | null;
}
export interface CertificateReader {
  readonly id: string;
  readonly title: string;
  read(url: string, signal?: AbortSignal): Promise<SourceAnswer<SiteCertificate>>;
}

/** Places whose accounts can be looked at. */
export type AccountPlace = 'x' | 'discord' | 'reddit';
/** What a place shows of a project's public account, server or forum. */
export interface SocialAccount { /** As the place spells it, bounded. */ name: string; createdAt: string | null; /** Followers, members or subscribers. */ followers: number | null; /** The address the account shows. */ site: string | null }
export interface AccountReader {
  readonly id: string;
  readonly title: string;
  readonly place: AccountPlace;
  /** By the handle or link that was stated. */
  read(stated: string, signal?: AbortSignal): Promise<SourceAnswer<SocialAccount>>;
}
