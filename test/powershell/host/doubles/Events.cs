using System.Globalization;
using System.Management.Automation;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using System.Xml.XPath;
using Gracewatch.Doubles;

namespace Gracewatch.Doubles
{
    public sealed record EventValue(object? Value);

    public sealed record EventDouble(
        string LogName, string ProviderName, int Id, long? RecordId, DateTime? TimeCreated, IReadOnlyList<EventValue> Properties)
    {
        public static EventDouble Of(string log, JsonObject row) => new(
            log,
            (string?)row["provider"] ?? "",
            (int?)row["id"] ?? 0,
            (long?)row["recordId"],
            CimValue.Local((string?)row["at"] ?? throw new InvalidDataException("an event has its time")),
            (row["data"] as JsonArray ?? []).Select(value => new EventValue((string?)value)).ToList());
    }

    /// <summary>
    /// An event as the log renders it, and the real XPath over it. Refused is what the log refuses: functions other than
    /// its own three, and more comparisons than it takes.
    /// </summary>
    public sealed partial class EventQuery(string xpath)
    {
        /// <summary>The event log takes some twenty (documented: 22 to 23).</summary>
        const int MostComparisons = 22;

        public void Check()
        {
            var functions = Function().Matches(xpath).Select(one => one.Groups[1].Value);
            if (functions.Any(name => name is not ("and" or "or" or "position" or "band" or "timediff")) || Comparison().Count(xpath) > MostComparisons)
                throw new XPathException("The specified query is invalid");
            XPathExpression.Compile(xpath);
        }

        public bool Finds(EventDouble one) => new XDocument(
            new XElement("Event",
                new XElement("System",
                    new XElement("Provider", new XAttribute("Name", one.ProviderName)),
                    new XElement("EventID", one.Id),
                    new XElement("TimeCreated", new XAttribute("SystemTime", XmlConvert.ToString(one.TimeCreated ?? default, XmlDateTimeSerializationMode.Utc))),
                    one.RecordId is long id ? new XElement("EventRecordID", id) : null,
                    new XElement("Channel", one.LogName)),
                new XElement("EventData", one.Properties.Select(value => new XElement("Data", Printable(value.Value))))))
            .CreateNavigator().Select(xpath).MoveNext();

        static string Printable(object? value) =>
            string.Concat(Convert.ToString(value, CultureInfo.InvariantCulture)?.Where(XmlConvert.IsXmlChar) ?? []);

        [GeneratedRegex(@"([A-Za-z][\w-]*)\s*\(")]
        private static partial Regex Function();

        [GeneratedRegex(@"[<>]=?|!?=")]
        private static partial Regex Comparison();
    }
}

namespace Microsoft.PowerShell.Commands
{
    [Cmdlet(VerbsCommon.Get, "WinEvent")]
    public sealed class GetWinEventCommand : PSCmdlet
    {
        [Parameter(Position = 0, Mandatory = true)] public string[] LogName { get; set; } = [];
        [Parameter] public string FilterXPath { get; set; } = "*";
        [Parameter] public long MaxEvents { get; set; } = long.MaxValue;
        [Parameter] public SwitchParameter Oldest { get; set; }

        protected override void ProcessRecord()
        {
            foreach (var name in LogName)
            {
                if (Machine.Log(name) is not JsonObject log) Missing(name);
                else if ((bool?)log["denied"] ?? false) Refused(name);
                else Write(name, (log["events"] as JsonArray ?? []).OfType<JsonObject>().Select(row => EventDouble.Of(name, row)));
            }
        }

        void Write(string log, IEnumerable<EventDouble> events)
        {
            var query = new EventQuery(FilterXPath);
            try
            {
                query.Check();
            }
            catch (XPathException error)
            {
                ThrowTerminatingError(new ErrorRecord(error, "System.Diagnostics.Eventing.Reader.EventLogException", ErrorCategory.NotSpecified, log));
            }
            var found = events.Where(query.Finds).OrderBy(one => one.RecordId).ToList();
            if (!Oldest) found.Reverse();
            foreach (var one in found.Take((int)Math.Min(MaxEvents, int.MaxValue))) WriteObject(one);
            if (found.Count == 0) WriteError(new ErrorRecord(
                new Exception("No events were found that match the specified selection criteria."),
                "NoMatchingEventsFound", ErrorCategory.ObjectNotFound, log));
        }

        void Missing(string log) => WriteError(new ErrorRecord(
            new Exception($"There is not an event log on the localhost computer that matches \"{log}\"."),
            "NoMatchingLogsFound", ErrorCategory.ObjectNotFound, log));

        /// <summary>Said twice, as Windows does: the log could not be looked at, so none matches.</summary>
        void Refused(string log)
        {
            WriteError(new ErrorRecord(
                new Exception($"Could not retrieve information about the {log} log. Error: Attempted to perform an unauthorized operation.."),
                "LogInfoUnavailable", ErrorCategory.NotSpecified, targetObject: null));
            Missing(log);
        }
    }
}
