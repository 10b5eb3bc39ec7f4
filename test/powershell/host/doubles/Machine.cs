using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gracewatch.Doubles;

/// <summary>
/// What the doubles answer from (written by ../machine.ts):
/// { "cim": { NAMESPACE: { CLASS: { "properties": { NAME: CIMTYPE }, "rows": [{…}], "fail": "0x…", "slowMs": n } } },
///   "services": [{ "Name", "Status", "StartType" }],
///   "registry": { KEY: { "values": { NAME: { TYPE: value } }, "denied": true } },     (HKEY_LOCAL_MACHINE\…)
///   "logs": { LOG: { "events": [{ "provider", "id", "recordId", "at", "data": [] }], "denied": true } },
///   "dns": { NAME: { "outcome": "records|nameError|noRecords|soa|timeout", "records": [{ "target", "port", "priority", "weight", "addresses" }] } },
///   "osLicense": a class as above, or null, "uiCulture": "ja-JP" }
/// Without a file: a machine on which nothing is found.
/// </summary>
public static class Machine
{
    static JsonObject all = [];

    public static void Read(string? path)
    {
        if (path is null) return;
        all = JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? throw new InvalidDataException($"{path} is no object");
    }

    public static string? UiCulture => (string?)all["uiCulture"];
    public static JsonArray Services => all["services"] as JsonArray ?? [];
    public static JsonObject Registry => Part("registry");
    public static JsonObject? Log(string name) => Find(Part("logs"), name) as JsonObject;
    public static JsonObject? Dns(string name) => Find(Part("dns"), name.TrimEnd('.')) as JsonObject;
    public static CimDefinition? OsLicense => all["osLicense"] is JsonObject one ? new("OSLicenseInfo", one) : null;

    public static bool HasNamespace(string name) => Find(Part("cim"), name.Replace('/', '\\')) is not null;

    /// <summary>Names of namespaces and classes have no case.</summary>
    public static CimDefinition? Class(string @namespace, string name)
    {
        if (Find(Part("cim"), @namespace.Replace('/', '\\')) is not JsonObject classes) return null;
        var found = classes.FirstOrDefault(one => one.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
        return found.Value is JsonObject definition ? new(found.Key, definition) : null;
    }

    public static JsonNode? Find(JsonObject from, string name) =>
        from.FirstOrDefault(one => one.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    static JsonObject Part(string name) => all[name] as JsonObject ?? [];
}
