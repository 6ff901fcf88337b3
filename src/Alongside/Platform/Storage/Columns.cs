using System.Data;
using Alongside.Platform.Sealing;
using Dapper;

namespace Alongside.Platform.Storage;

/// <summary>Teaches Dapper our column types. Ids of a capability are taught by that capability.</summary>
internal static class Columns
{
    static Columns()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new SealedTextColumn());
    }

    /// <summary>Must have run before the first query.</summary>
    public static void Teach()
    {
    }

    /// <summary>An id kept as text.</summary>
    public static void TeachId<T>(Func<T, string> write, Func<string, T> read) where T : struct =>
        SqlMapper.AddTypeHandler(new IdColumn<T>(write, read));

    private sealed class SealedTextColumn : SqlMapper.TypeHandler<SealedText>
    {
        public override SealedText Parse(object value) => new((byte[])value);

        public override void SetValue(IDbDataParameter parameter, SealedText value)
        {
            parameter.DbType = DbType.Binary;
            parameter.Value = value.Bytes;
        }
    }

    private sealed class IdColumn<T>(Func<T, string> write, Func<string, T> read) : SqlMapper.TypeHandler<T> where T : struct
    {
        public override T Parse(object value) => read((string)value);

        public override void SetValue(IDbDataParameter parameter, T value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = write(value);
        }
    }
}
