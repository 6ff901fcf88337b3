using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Alongside.Tests;

/// <summary>The two databases that every test which touches storage runs on.</summary>
public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>Runs a test once on each database; says so when PostgreSQL is not on this machine.</summary>
public sealed class OnBothDatabasesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([
            new TheoryDataRow<DatabaseKind>(DatabaseKind.Sqlite),
            new TheoryDataRow<DatabaseKind>(DatabaseKind.Postgres)
            {
                Skip = Postgres.IsInstalled ? null : "skipped: PostgreSQL is not installed on this machine",
            },
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
