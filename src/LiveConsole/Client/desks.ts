/** What the desks need beyond Blazor: loaded as a module by every desk's page. */
export {};
