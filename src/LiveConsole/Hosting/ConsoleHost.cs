using LiveConsole.Accounts;
using LiveConsole.Api;
using LiveConsole.Accounts.ApiTokens;
using LiveConsole.Accounts.Connected;
using LiveConsole.Accounts.Invitations;
using LiveConsole.Accounts.SigningIn;
using LiveConsole.Features;
using LiveConsole.Intake;
using LiveConsole.Journal;
using LiveConsole.Journal.Postgres;
using LiveConsole.Machine;
using LiveConsole.Outputs;
using LiveConsole.Pictures;
using LiveConsole.Platforms.Twitch;
using LiveConsole.Platforms.YouTube;
using LiveConsole.Rehearsals;
using LiveConsole.Screens;
using LiveConsole.Shows;
using LiveConsole.Sources;
using LiveConsole.Surfaces.Osc;
using MediatR;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Console;

namespace LiveConsole.Hosting;

/// <summary>Puts the server together: configuration, stores, shows, pages. One owner process a data folder.</summary>
public static class ConsoleHost
{
    /// <summary>Reads appsettings.json, environment (LIVECONSOLE__Storage__Provider) and command line, in that order.</summary>
    public static WebApplicationBuilder CreateBuilder(HostSettings settings)
    {
        // Straight from the build folder the assets' manifest points into the source tree, which only Development serves.
        var built = File.Exists(Path.Combine(AppContext.BaseDirectory, "liveconsole.staticwebassets.runtime.json"));
        WebApplicationBuilder builder;
        try
        {
            builder = WebApplication.CreateBuilder(new WebApplicationOptions
            {
                ContentRootPath = AppContext.BaseDirectory,
                ApplicationName = typeof(ConsoleHost).Assembly.GetName().Name,
                EnvironmentName = built ? Environments.Development : Environments.Production,
            });
        }
        catch (InvalidDataException broken)
        {
            throw new StartRefusedException($"appsettings.json cannot be read: {broken.InnerException?.Message ?? broken.Message} Correct it, or take it away.");
        }

        builder.Configuration.AddEnvironmentVariables("LIVECONSOLE__");
        builder.Configuration.AddCommandLine([.. settings.Overrides]);
        if (settings.DataFolder is { } folder) builder.Configuration["Storage:DataFolder"] = folder;
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(o =>
        {
            o.SingleLine = true;
            o.TimestampFormat = "HH:mm:ss ";
        });
        // Standard output is a command's own: an export must be nothing but itself.
        builder.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        // What a person who runs it must see; appsettings.json or Logging:LogLevel:Default on the command line say more.
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // Our own keys are protected by the data folder's rights: the warning about it is no news.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // What the accounts' store refuses comes to us as an exception, and is said in words.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical);
        // A start that fails is said in one line of ours.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        Configured.Check(builder.Configuration, settings);
        return builder;
    }

    /// <returns>Configuration's platform addresses, or all its errors by key.</returns>
    public static PlatformAddresses Platforms(IConfiguration configuration)
    {
        var twitch = Configured.Bind<TwitchOptions>(configuration, TwitchOptions.Section);
        var youtube = Configured.Bind<YouTubeOptions>(configuration, YouTubeOptions.Section);
        return new PlatformAddresses(twitch, youtube, LoopbackOnly: false);
    }

    /// <returns>Where the data is, or why it cannot be there.</returns>
    public static StorageOptions Storage(IConfiguration configuration)
    {
        var storage = Configured.Bind<StorageOptions>(configuration, "Storage");
        if (storage.Provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase)) return storage with { Provider = "Sqlite", Database = null };
        if (!storage.Provider.Equals("Postgres", StringComparison.OrdinalIgnoreCase))
            throw new StartRefusedException($"[Storage:Provider] '{storage.Provider}' is not known: write Sqlite or Postgres.");
        return storage with { Provider = "Postgres", Database = Database(configuration) };
    }

    /// <returns>The database of ConnectionStrings:LiveConsole, whatever the provider is; or what is wrong with it.</returns>
    public static string Database(IConfiguration configuration)
    {
        var database = configuration.GetConnectionString("LiveConsole");
        return PostgresJournal.WhyNot(database) is { } wrong ? throw new StartRefusedException($"[ConnectionStrings:LiveConsole] {wrong}") : database!;
    }

    public static void AddLiveConsole(WebApplicationBuilder builder, IJournal journal, string folder, PlatformAddresses addresses)
    {
        var services = builder.Services;
        var time = new SteadyTime(TimeProvider.System);
        services.AddSingleton<TimeProvider>(time);
        services.AddHostedService(p => new ClockWatch(time, TimeProvider.System, ClockWatch.Uptime, p.GetRequiredService<NodeHealth>(), p.GetRequiredService<ILogger<ClockWatch>>()));
        services.AddHostedService(p => new MemoryWatch(MemoryReading.Now, journal, p.GetRequiredService<NodeHealth>(), time, p.GetRequiredService<ILogger<MemoryWatch>>()));
        services.AddSingleton(journal);
        services.AddSingleton(addresses);
        var database = Storage(builder.Configuration).Database;
        // Several machines on one database share their keys there.
        services.AddSingleton<IKeys>(p => database is null ? new FolderKeys(folder) : new StoredKeys(p.GetRequiredService<IDbContextFactory<AccountsDb>>()));
        services.AddSingleton(p => OpenTokens(p.GetRequiredService<IKeys>(), folder));
        services.AddSingleton<ILatchStore>(_ => new LatchFiles(folder));
        services.AddSingleton<LiveConsoleMetrics>();
        services.AddSingleton<NodeHealth>();
        services.AddSingleton<Sources.YouTubeBudgets>();
        services.AddSingleton(s =>
        {
            var accounts = s.GetRequiredService<PlatformAccounts>();
            var sources = new NodeSources(addresses, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<Sources.YouTubeBudgets>().Of, s.GetRequiredService<ILoggerFactory>(), accounts, s.GetRequiredService<ProgramClients>());
            accounts.Changed += () =>
            {
                sources.SayActsAnew(ChannelNames.Twitch);
                sources.SayActsAnew(ChannelNames.YouTube);
            };
            return sources;
        });
        services.AddSingleton<ProgramClients>();
        services.AddSingleton(s => new PlatformAccounts(s.GetRequiredService<IDbContextFactory<AccountsDb>>(), s.GetRequiredService<ProgramClients>(), s.GetRequiredService<IDataProtectionProvider>(), s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<PlatformAccounts>>(), opens: s.GetService<Rehearsals.RehearsedShow>() is null));
        services.AddSingleton(p => new AccountDoors(p.GetRequiredService<PlatformAccounts>(), p.GetRequiredService<ProgramClients>(), p.GetRequiredService<NodeSources>(), addresses,
            Configured.Bind<GoogleSignInOptions>(builder.Configuration, GoogleSignInOptions.Section), () => p.GetService<PublicName>()?.Uri ?? new ServerOptions().PublicUri, p.GetRequiredService<IDataProtectionProvider>(), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<AccountTrail>()));
        services.AddSingleton<EveryTrail>();
        services.AddSingleton<AccountTrail>();
        services.AddHostedService<AccountWatch>();
        services.AddSingleton<LiveShows>();
        services.AddSingleton<IShows>(p => p.GetRequiredService<LiveShows>());
        services.AddSingleton<ShowDirectory>();
        services.AddSingleton<ShowSetup>();
        services.AddSingleton<RunningRehearsals>();
        services.AddSingleton<IRehearsals>(p => p.GetRequiredService<RunningRehearsals>());
        services.AddSingleton<ScreenDirectory>();
        services.AddSingleton<ScreenLag>();
        services.AddSingleton<ScreenLines>();
        services.AddSingleton<Pairings>();
        services.AddSingleton<Logos>();
        services.AddKeyedSingleton<SignInRate>(PairingPages.Rate, (_, _) => new SignInRate());
        services.AddKeyedSingleton<SignInRate>(PairingPages.StateRate, (_, _) => new SignInRate(Pairings.MostAtOnce, Pairings.MostAtOnce));
        services.AddSingleton<ShowChanges>();
        services.AddSingleton<ApiLines>();
        services.AddSingleton<ShowPictures>();
        services.AddSingleton<InvitationBook>();
        services.AddSingleton<ApiTokenBook>();
        services.AddSingleton<TokenDeeds>();
        services.AddHostedService<ApiTokenUses>();
        // A lookup, not a service held: shows open and close meanwhile.
        services.AddSingleton(p => new Crew(p.GetRequiredService<IDbContextFactory<AccountsDb>>(), p.GetRequiredService<ScreenDirectory>(), p.GetRequiredService<TimeProvider>(),
            show => p.GetRequiredService<IShows>().Find(show)?.Snapshot.State.Settings?.Plan.EndsAt, p.GetRequiredService<ApiTokenBook>()));
        services.AddSingleton<ICrew>(p => p.GetRequiredService<Crew>());
        services.AddSingleton<Connections>();
        if (database is not null) services.AddHostedService<CrewFollower>();
        services.AddSingleton<PeopleDeeds>();
        services.AddSingleton<IntakeDoor>();
        services.AddSingleton(Configured.Bind<OutputOptions>(builder.Configuration, OutputOptions.Section));
        services.AddSingleton(Configured.Bind<OscOptions>(builder.Configuration, OscOptions.Section));
        services.AddSingleton<OscDoor>();
        services.AddHostedService(p => p.GetRequiredService<OscDoor>());
        services.AddSingleton<OutputBook>();
        services.AddSingleton<OutputMaker>();
        services.AddSingleton<OutputDeeds>();
        services.AddSingleton<OutputRunner>();
        services.AddHostedService(p => p.GetRequiredService<OutputRunner>());
        ApiLimits.Add(services, Configured.Bind<ApiOptions>(builder.Configuration, ApiOptions.Section));
        ApiDescription.Add(services);
        services.AddOutputCache();
        AddVerbs(services);
        AddAccounts(services, folder, database, addresses, Configured.Bind<GoogleSignInOptions>(builder.Configuration, GoogleSignInOptions.Section));
        services.AddSignalR(o => o.MaximumReceiveMessageSize = 16 * 1024);
        services.AddHostFiltering(o => o.AllowedHosts = ["*"]);
        services.AddPages();
    }

    public static void Map(WebApplication app)
    {
        // Before all that asks where a request came from.
        if (ProxyTrust.Of(app.Configuration) is { } proxies) app.UseForwardedHeaders(proxies);
        app.UseMiddleware<SecurityHeaders>();
        app.Use((context, next) =>
        {
            if (context.RequestServices.GetRequiredService<PublicName>().Elsewhere(context.Request, context.Connection.RemoteIpAddress) is not { } there) return next(context);
            context.Response.Redirect(there.AbsoluteUri);
            return Task.CompletedTask;
        });
        OutsideLogins.Use(app);
        ApiDoor.Use(app);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseOutputCache();
        app.MapStaticAssets();
        app.MapHub<ShowHub>("/hubs/show");
        ScreenPages.Map(app);
        PairingPages.Map(app);
        Logos.Map(app);
        ComeIn.Map(app);
        SignInPages.Map(app);
        OutsideLogins.Map(app);
        WelcomePages.Map(app);
        MyPages.Map(app);
        ConnectPages.Map(app);
        PicturePages.Map(app);
        Health.Map(app);
        ApiEndpoints.Map(app);
        ApiDescription.Map(app);
        app.MapPages();
        app.UseFarewell();
    }

    private static Tokens OpenTokens(IKeys keys, string folder)
    {
        try
        {
            return Tokens.Open(keys);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The data folder {folder} cannot be used: {unusable.Message} Make it writable for this user, or choose another one with --data.");
        }
    }

    private static void AddVerbs(IServiceCollection services)
    {
        services.AddTransient<ServiceFactory>(p => p.GetRequiredService);
        services.AddTransient<IMediator, Mediator>();
        services.AddTransient<IRequestHandler<SendVerb, Outcome>, SendVerbHandler>();
        services.AddTransient<IPipelineBehavior<SendVerb, Outcome>, VerbTiming>();
        services.AddTransient<IPipelineBehavior<SendVerb, Outcome>, PermissionCheck>();
        services.AddTransient<IPipelineBehavior<SendVerb, Outcome>, TextLengthCheck>();
        services.AddSingleton<ICommands>(p => new Commands(new Mediator(p.GetRequiredService)));
    }

    private static void AddAccounts(IServiceCollection services, string folder, string? database, PlatformAddresses addresses, GoogleSignInOptions google)
    {
        services.AddDbContextFactory<AccountsDb>(o => AccountsStore.Use(o, folder, database));
        services.AddDataProtection().SetApplicationName("LiveConsole");
        services.AddOptions<KeyManagementOptions>().Configure<IKeys>((o, keys) => o.XmlRepository = new ProtectionKeys(keys));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o =>
        {
            o.Cookie.Name = "liveconsole";
            o.Cookie.SameSite = SameSiteMode.Lax;
            o.Cookie.HttpOnly = true;
            // The session decides; the cookie only names it for as long as any may live.
            o.ExpireTimeSpan = Crew.Longest;
            o.SlidingExpiration = false;
            o.Events.OnValidatePrincipal = async context =>
            {
                var crew = context.HttpContext.RequestServices.GetRequiredService<Crew>();
                if (context.Principal is { } known && await crew.SeenAsync(known, context.HttpContext.RequestAborted)) return;
                Farewell.Remember(context.HttpContext, context.Principal);
                context.RejectPrincipal();
            };
            o.LoginPath = "/sign-in";
            o.AccessDeniedPath = "/sign-in";
            o.Events.OnSigningIn = context =>
            {
                context.CookieOptions.Secure = context.HttpContext.RequestServices.GetRequiredService<PublicOrigin>().IsSecure(context.HttpContext.Request);
                return Task.CompletedTask;
            };
        }).AddSignIn(addresses.Twitch, addresses.YouTube, google);
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery();
    }
}
