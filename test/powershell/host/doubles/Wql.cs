using System.Text.RegularExpressions;
using System.Text.Json.Nodes;

namespace Gracewatch.Doubles;

/// <summary>A query that the class cannot answer: WBEM_E_INVALID_QUERY for the whole of it.</summary>
public sealed class InvalidQueryException(string message) : Exception(message);

/// <summary>
/// `SELECT a, b FROM C [WHERE x IS [NOT] NULL | x = v | x &lt;&gt; v [AND …]]`; v: 'text', number, TRUE, FALSE, null.
/// </summary>
public sealed partial record Wql(string Class, IReadOnlyList<string> Properties, string? Where)
{
    public static Wql Parse(string query)
    {
        var match = Query().Match(query);
        if (!match.Success) throw new InvalidQueryException(query);
        var properties = match.Groups["properties"].Value.Split(',', StringSplitOptions.TrimEntries);
        return new(match.Groups["class"].Value, properties, match.Groups["where"] is { Success: true } where ? where.Value : null);
    }

    /// <summary>The rows that the query finds, with the properties it names, in the class' own writing.</summary>
    public (IReadOnlyList<string> Properties, IReadOnlyList<JsonObject> Rows) Answer(CimDefinition from)
    {
        RefuseStar();
        var named = Properties.Select(given => from.Property(given) ?? throw new InvalidQueryException(given)).ToList();
        var conditions = Where is null ? [] : And().Split(Where).Select(text => Condition(from, text)).ToList();
        return (named, from.Rows.Where(row => conditions.All(holds => holds(row))).ToList());
    }

    /// <summary>
    /// Of SoftwareLicensingService it would fetch the firmware's whole product key. No error that a script could catch:
    /// the process ends, so that no test can pass over it.
    /// </summary>
    void RefuseStar()
    {
        if (!Properties.Contains("*")) return;
        Console.Error.WriteLine($"selectStar: {Class} was asked for all its properties");
        Environment.Exit(97);
    }

    static Func<JsonObject, bool> Condition(CimDefinition from, string text)
    {
        var match = Comparison().Match(text);
        if (!match.Success) throw new InvalidQueryException(text);
        var property = from.Property(match.Groups["property"].Value) ?? throw new InvalidQueryException(text);
        var wanted = match.Groups["value"].Value;
        var negated = match.Groups["operator"].Value.ToUpperInvariant() is "<>" or "!=" or "IS NOT";
        return row => negated != Equals(row[property], wanted);
    }

    static bool Equals(JsonNode? value, string wanted)
    {
        if (wanted.Equals("null", StringComparison.OrdinalIgnoreCase)) return value is null;
        return value is not null && value.ToString().Equals(wanted.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"^\s*SELECT\s+(?<properties>.+?)\s+FROM\s+(?<class>\w+)(\s+WHERE\s+(?<where>.+?))?\s*$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Query();

    [GeneratedRegex(@"\s+AND\s+", RegexOptions.IgnoreCase)]
    private static partial Regex And();

    [GeneratedRegex(@"^\s*(?<property>\w+)\s*(?<operator>=|<>|!=|\bIS\s+NOT\b|\bIS\b)\s*(?<value>'[^']*'|""[^""]*""|-?\d+|TRUE|FALSE|NULL)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Comparison();
}
