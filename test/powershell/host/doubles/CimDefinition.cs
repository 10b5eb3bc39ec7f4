using System.Globalization;
using System.Text.Json.Nodes;

namespace Gracewatch.Doubles;

/// <summary>A class of the machine file: its properties with their CIM types, its rows, and whether it fails or is slow.</summary>
public sealed class CimDefinition(string name, JsonObject definition)
{
    public string Name => name;

    /// <summary>Name and CIM type, in the class' order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Properties { get; } =
        (definition["properties"] as JsonObject ?? [])
            .Select(one => KeyValuePair.Create(one.Key, (string?)one.Value ?? "string")).ToList();

    public IReadOnlyList<JsonObject> Rows => (definition["rows"] as JsonArray ?? []).OfType<JsonObject>().ToList();
    public int SlowMs => (int?)definition["slowMs"] ?? 0;

    /// <summary>Null where it answers.</summary>
    public uint? Failure => (string?)definition["fail"] is string text
        ? uint.Parse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        : null;

    /// <summary>The class' own writing of a property's name, or null.</summary>
    public string? Property(string given) =>
        Properties.FirstOrDefault(one => one.Key.Equals(given, StringComparison.OrdinalIgnoreCase)).Key;

    public object? Value(JsonObject row, string property) =>
        row[property] is JsonNode value ? CimValue.Typed(value, Properties.First(one => one.Key == property).Value) : null;
}

/// <summary>The .NET types in which MI hands out CIM's.</summary>
public static class CimValue
{
    public static object Typed(JsonNode value, string type)
    {
        if (type.EndsWith("[]", StringComparison.Ordinal)) return Many(value.AsArray(), type[..^2]);
        return type.ToLowerInvariant() switch
        {
            "string" => value.GetValue<string>(),
            "boolean" => value.GetValue<bool>(),
            "uint8" => value.GetValue<byte>(),
            "uint16" => value.GetValue<ushort>(),
            "uint32" => value.GetValue<uint>(),
            "uint64" => value.GetValue<ulong>(),
            "sint8" => value.GetValue<sbyte>(),
            "sint16" => value.GetValue<short>(),
            "sint32" => value.GetValue<int>(),
            "sint64" => value.GetValue<long>(),
            "datetime" => Local(value.GetValue<string>()),
            _ => throw new InvalidDataException($"there is no CIM type {type}"),
        };
    }

    /// <summary>An instant as MI and the event log give it: in the machine's time zone.</summary>
    public static DateTime Local(string iso) =>
        DateTimeOffset.Parse(iso, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).LocalDateTime;

    static Array Many(JsonArray values, string type)
    {
        var items = values.Select(one => Typed(one ?? throw new InvalidDataException("null in an array"), type)).ToArray();
        var array = Array.CreateInstance(items.Length > 0 ? items[0].GetType() : typeof(string), items.Length);
        items.CopyTo(array, 0);
        return array;
    }
}
