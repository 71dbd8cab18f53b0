using LiveConsole.Accounts.ApiTokens;
using LiveConsole.Accounts.Connected;
using LiveConsole.Accounts.Invitations;
using LiveConsole.Domain.Journal;
using LiveConsole.Outputs;
using LiveConsole.Screens;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LiveConsole.Accounts;

/// <summary>A show as people name it; what it is set to stands in its journal.</summary>
public sealed class ShowRow
{
    public Guid Id { get; init; }
    public required string Slug { get; set; }
    public required string Title { get; set; }
    public bool Rehearsal { get; init; }
    /// <summary>How a rehearsal was started, so that one that was cut goes on the same; null for real shows.</summary>
    public string? RehearsalOptions { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ArchivedAt { get; set; }
}

/// <summary>Somebody's place in a show, kept when they are taken out: the page they come back to says by whom and when.</summary>
public sealed class MembershipRow
{
    public required string PersonId { get; init; }
    public Guid ShowId { get; init; }
    public Role Role { get; set; }
    /// <summary>Keys of topics, one a line.</summary>
    public string Topics { get; set; } = "";
    public DateTimeOffset? JoinedAt { get; set; }
    /// <summary>By which they came in last; null: by none.</summary>
    public Guid? InvitationId { get; set; }
    /// <summary>The end of the invitation they came by; they are in it <see cref="Crew.AfterTheShow"/> longer. Null: no end.</summary>
    public DateTimeOffset? EndsAt { get; set; }
    /// <summary>That end was the show's: it moves with it.</summary>
    public bool EndsWithShow { get; set; } = true;
    /// <summary>Show time at which they were taken out; null: they are in it.</summary>
    public DateTimeOffset? EndedAt { get; set; }
    /// <summary>The name of who did.</summary>
    public string? EndedByName { get; set; }
}

/// <summary>One browser that somebody came in with. The cookie only names it: whether it is alive is looked up here.</summary>
public sealed class SessionRow
{
    public Guid Id { get; init; }
    public required string PersonId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
    /// <summary>The show whose end is this session's end, for who came in by a link to it; null: it lives by its own time.</summary>
    public Guid? EndsWith { get; init; }
    /// <summary>When it was last used, to the hour.</summary>
    public DateTimeOffset? SeenAt { get; set; }
    /// <summary>"Firefox, Linux": so that its owner knows it again. Null: not known.</summary>
    public string? Device { get; init; }
}

/// <summary>A screen is a thing with a name and a permanent address, pointed at a show.</summary>
public sealed class ScreenRow
{
    public Guid Id { get; init; }
    public required string Name { get; set; }
    public ScreenKind Kind { get; init; }
    public required byte[] TokenHash { get; set; }
    public Guid? ShowId { get; set; }
    public required string Language { get; set; }
    public double DistanceMetres { get; set; }
    public double DiagonalInches { get; set; }
    public bool Mirrored { get; set; }
    public bool NotesHidden { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
    /// <summary>How many times its address was made anew.</summary>
    public int Turn { get; set; }
    /// <summary>Of the address before this one: what still comes by it is told that it was switched off. Null: there was none.</summary>
    public byte[]? FormerHash { get; set; }
}

/// <summary>A value that the installation keeps by name: where the store is a database, its keys; and the mark of a restore under way.</summary>
public sealed class KeptRow
{
    public required string Name { get; init; }
    public required byte[] Value { get; set; }
}

/// <summary>Shows, people, links, sessions and screens: the settings' store, on SQLite or PostgreSQL. Chats and decisions are in the journal.</summary>
public sealed class AccountsDb(DbContextOptions<AccountsDb> options) : DbContext(options)
{
    public DbSet<ShowRow> Shows => Set<ShowRow>();
    public DbSet<PersonRow> People => Set<PersonRow>();
    public DbSet<MembershipRow> Memberships => Set<MembershipRow>();
    public DbSet<InvitationRow> Invitations => Set<InvitationRow>();
    public DbSet<InvitationUseRow> InvitationUses => Set<InvitationUseRow>();
    public DbSet<SessionRow> Sessions => Set<SessionRow>();
    public DbSet<ScreenRow> Screens => Set<ScreenRow>();
    public DbSet<LogoRow> Logos => Set<LogoRow>();
    public DbSet<PairingRow> Pairings => Set<PairingRow>();
    public DbSet<OwnerLinkRow> OwnerLinks => Set<OwnerLinkRow>();
    public DbSet<RecoveryCodeRow> RecoveryCodes => Set<RecoveryCodeRow>();
    public DbSet<IdentityUserPasskey<string>> Passkeys => Set<IdentityUserPasskey<string>>();
    public DbSet<IdentityUserLogin<string>> Logins => Set<IdentityUserLogin<string>>();
    public DbSet<OutputRow> Outputs => Set<OutputRow>();
    public DbSet<ApiTokenRow> ApiTokens => Set<ApiTokenRow>();
    public DbSet<KeptRow> Kept => Set<KeptRow>();
    public DbSet<PlatformAccountRow> PlatformAccounts => Set<PlatformAccountRow>();
    public DbSet<PlatformClientRow> PlatformClients => Set<PlatformClientRow>();
    public DbSet<QuotaDayRow> QuotaDays => Set<QuotaDayRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Sortable in SQLite, which has no time type of its own; and the same in PostgreSQL, whose own is less exact.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<Microsoft.EntityFrameworkCore.Storage.ValueConversion.DateTimeOffsetToBinaryConverter>();
        configurationBuilder.Properties<Role>().HaveConversion<string>();
        configurationBuilder.Properties<ScreenKind>().HaveConversion<string>();
        configurationBuilder.Properties<OutputKind>().HaveConversion<string>();
        configurationBuilder.Properties<ApiScope>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(AccountsStore.SchemaOf(Database.ProviderName));
        modelBuilder.Entity<ShowRow>(e => e.HasIndex(s => s.Slug).IsUnique());
        modelBuilder.Entity<PersonRow>(e =>
        {
            e.HasIndex(p => p.NormalizedUserName).IsUnique();
            // Of two who change one person at once the second is told to look again.
            e.Property(p => p.ConcurrencyStamp).IsConcurrencyToken();
            // Nothing is known of anybody's mail or telephone.
            e.Ignore(p => p.Email).Ignore(p => p.NormalizedEmail).Ignore(p => p.EmailConfirmed).Ignore(p => p.PhoneNumber).Ignore(p => p.PhoneNumberConfirmed);
        });
        modelBuilder.Entity<IdentityUserPasskey<string>>(e =>
        {
            e.ToTable("Passkeys").HasKey(p => p.CredentialId);
            e.HasIndex(p => p.UserId);
            e.OwnsOne(p => p.Data).ToJson();
        });
        modelBuilder.Entity<IdentityUserLogin<string>>(e =>
        {
            e.ToTable("Logins").HasKey(l => new { l.LoginProvider, l.ProviderKey });
            e.HasIndex(l => l.UserId);
        });
        modelBuilder.Entity<RecoveryCodeRow>(e => e.HasKey(c => new { c.PersonId, c.Hash }));
        modelBuilder.Entity<OwnerLinkRow>(e => e.HasIndex(l => l.TokenHash).IsUnique());
        modelBuilder.Entity<MembershipRow>(e => e.HasKey(m => new { m.PersonId, m.ShowId }));
        modelBuilder.Entity<InvitationRow>(e =>
        {
            e.HasIndex(i => i.TokenHash).IsUnique();
            e.HasIndex(i => i.ShowId);
        });
        modelBuilder.Entity<InvitationUseRow>(e => e.HasIndex(u => u.InvitationId));
        modelBuilder.Entity<SessionRow>();
        modelBuilder.Entity<ScreenRow>(e => e.HasIndex(s => s.TokenHash).IsUnique());
        modelBuilder.Entity<OutputRow>(e => e.HasIndex(o => o.ShowId));
        modelBuilder.Entity<ApiTokenRow>(e => e.HasIndex(t => t.TokenHash).IsUnique());
        modelBuilder.Entity<QuotaDayRow>(e => e.ToTable("QuotaDays").HasKey(q => new { q.Project, q.Day }));
        modelBuilder.Entity<PlatformAccountRow>(e =>
        {
            e.ToTable("PlatformAccounts").HasIndex(a => new { a.Platform, a.UserId }).IsUnique();
            e.Property(a => a.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<PlatformClientRow>(e => e.ToTable("PlatformClients").HasKey(c => c.Platform));
        modelBuilder.Entity<LogoRow>(e => e.ToTable("Logos").HasKey(p => p.Name));
        modelBuilder.Entity<PairingRow>(e =>
        {
            e.HasIndex(p => p.Code).IsUnique();
            e.HasIndex(p => p.SecretHash).IsUnique();
        });
        modelBuilder.Entity<KeptRow>(e => e.ToTable("Kept").HasKey(k => k.Name));
    }
}
