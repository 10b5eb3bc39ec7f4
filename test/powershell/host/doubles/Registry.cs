using DriveNotFoundException = System.IO.DriveNotFoundException;
using System.Management.Automation;
using System.Security;
using System.Text.Json.Nodes;
using Gracewatch.Doubles;

namespace Gracewatch.Doubles
{
    /// <summary>A key of the machine file, found by any of the writings that PowerShell takes. Names have no case.</summary>
    public sealed class RegistryKeyDouble
    {
        static readonly (string Prefix, string Hive)[] Drives =
        [
            (@"HKLM:\", @"HKEY_LOCAL_MACHINE\"), (@"HKCU:\", @"HKEY_CURRENT_USER\"),
            (@"Registry::HKLM\", @"HKEY_LOCAL_MACHINE\"), (@"Registry::HKCU\", @"HKEY_CURRENT_USER\"),
            (@"Registry::HKU\", @"HKEY_USERS\"), ("Microsoft.PowerShell.Core\\Registry::", ""), ("Registry::", ""),
        ];

        readonly JsonObject? key;

        RegistryKeyDouble(string name, JsonObject? key) => (Name, this.key) = (name, key);

        public string Name { get; }
        public string PSChildName => Name[(Name.LastIndexOf('\\') + 1)..];
        public bool Denied => (bool?)key?["denied"] ?? false;
        public IEnumerable<KeyValuePair<string, object>> Values =>
            (key?["values"] as JsonObject ?? []).Select(one => KeyValuePair.Create(one.Key, Value(one.Value)));
        public override string ToString() => Name;

        /// <summary>Null where there is no such key; a key above one that is there, is there.</summary>
        public static RegistryKeyDouble? Find(string path)
        {
            var name = FullName(path);
            var exact = Machine.Registry.FirstOrDefault(one => one.Key.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (exact.Value is JsonObject key) return new(exact.Key, key);
            return Below(name).Any() ? new(name, null) : null;
        }

        public IEnumerable<string> SubKeyNames() =>
            Below(Name).Select(rest => rest.Split('\\')[0]).Distinct(StringComparer.OrdinalIgnoreCase);

        static string FullName(string path)
        {
            var (prefix, hive) = Drives.FirstOrDefault(one => path.StartsWith(one.Prefix, StringComparison.OrdinalIgnoreCase));
            // Such as HKU: no drive of that name exists on Windows.
            if (prefix is null) throw new DriveNotFoundException($"Cannot find drive. A drive with the name '{path.Split(':')[0]}' does not exist.");
            return (hive + path[prefix.Length..]).TrimEnd('\\');
        }

        static IEnumerable<string> Below(string name) =>
            from one in Machine.Registry
            where one.Key.StartsWith(name + '\\', StringComparison.OrdinalIgnoreCase)
            select one.Key[(name.Length + 1)..];

        static object Value(JsonNode? written)
        {
            var (type, value) = (written as JsonObject ?? throw new InvalidDataException("a registry value has a type")).Single();
            if (value is null) throw new InvalidDataException("a registry value is never null");
            return type switch
            {
                "sz" or "expand" => value.GetValue<string>(),
                // Signed, as .NET reads them.
                "dword" => unchecked((int)value.GetValue<uint>()),
                "qword" => value.GetValue<long>(),
                "multi" => value.AsArray().Select(one => (string?)one ?? "").ToArray(),
                "binary" => Convert.FromBase64String(value.GetValue<string>()),
                _ => throw new InvalidDataException($"there is no registry type {type}"),
            };
        }
    }

    public abstract class RegistryCmdlet : PSCmdlet
    {
        [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)] [Alias("PSPath")] public string[] LiteralPath { get; set; } = [];

        protected abstract void Write(RegistryKeyDouble key, string path);

        protected override void ProcessRecord()
        {
            foreach (var path in LiteralPath)
            {
                try
                {
                    if (RegistryKeyDouble.Find(path) is not RegistryKeyDouble key) Missing(path);
                    else if (key.Denied) Refused(path);
                    else Write(key, path);
                }
                catch (DriveNotFoundException error)
                {
                    WriteError(new ErrorRecord(error, "DriveNotFound", ErrorCategory.ObjectNotFound, path));
                }
            }
        }

        void Missing(string path) => WriteError(new ErrorRecord(
            new ItemNotFoundException($"Cannot find path '{path}' because it does not exist."),
            "PathNotFound", ErrorCategory.ObjectNotFound, path));

        void Refused(string path) => WriteError(new ErrorRecord(
            new SecurityException("Requested registry access is not allowed."),
            "System.Security.SecurityException", ErrorCategory.PermissionDenied, path));
    }
}

namespace Microsoft.PowerShell.Commands
{
    [Cmdlet(VerbsCommon.Get, "ItemProperty")]
    public sealed class GetItemPropertyCommand : RegistryCmdlet
    {
        [Parameter(Position = 1)] public string[]? Name { get; set; }

        protected override void Write(RegistryKeyDouble key, string path)
        {
            var values = key.Values.Where(one => Name is null || Name.Contains(one.Key, StringComparer.OrdinalIgnoreCase)).ToList();
            foreach (var name in (Name ?? []).Where(name => !values.Any(one => one.Key.Equals(name, StringComparison.OrdinalIgnoreCase))))
                WriteError(new ErrorRecord(
                    new PSArgumentException($"Property {name} does not exist at path {key.Name}."),
                    "System.Management.Automation.PSArgumentException", ErrorCategory.InvalidArgument, name));
            // A key without values gives no object at all.
            if (values.Count == 0) return;
            var item = new PSObject();
            foreach (var (name, value) in values) item.Properties.Add(new PSNoteProperty(name, value));
            item.Properties.Add(new PSNoteProperty("PSPath", $@"Microsoft.PowerShell.Core\Registry::{key.Name}"));
            item.Properties.Add(new PSNoteProperty("PSParentPath", $@"Microsoft.PowerShell.Core\Registry::{key.Name[..Math.Max(0, key.Name.LastIndexOf('\\'))]}"));
            item.Properties.Add(new PSNoteProperty("PSChildName", key.PSChildName));
            item.Properties.Add(new PSNoteProperty("PSProvider", @"Microsoft.PowerShell.Core\Registry"));
            WriteObject(item);
        }
    }

    [Cmdlet(VerbsCommon.Get, "ChildItem")]
    public sealed class GetChildItemCommand : RegistryCmdlet
    {
        [Parameter] public SwitchParameter Name { get; set; }

        protected override void Write(RegistryKeyDouble key, string path)
        {
            foreach (var name in key.SubKeyNames())
                WriteObject(Name ? name : RegistryKeyDouble.Find($@"Registry::{key.Name}\{name}"));
        }
    }
}
