using System.Management.Automation;

namespace Gracewatch.Engine;

/// <summary>An error as 5.1 prints it: what said it, where, of which category, with which id.</summary>
public static class ErrorText
{
    public static string Of(ErrorRecord record)
    {
        var by = record.InvocationInfo?.MyCommand?.Name;
        var message = record.ErrorDetails?.Message ?? record.Exception.Message;
        var where = record.InvocationInfo?.PositionMessage;
        return string.Join("\r\n", [
            by is null ? message : $"{by} : {message}",
            .. string.IsNullOrEmpty(where) ? Array.Empty<string>() : where.ReplaceLineEndings("\n").Split('\n'),
            $"    + CategoryInfo          : {record.CategoryInfo.GetMessage()}",
            $"    + FullyQualifiedErrorId : {record.FullyQualifiedErrorId}",
            " ",
            "",
        ]);
    }

    public static void Print(ErrorRecord record) => Console.Error.Write(Of(record));

    /// <summary>A script that does not parse has a record for each mistake; the first is what the prompt shows.</summary>
    public static void Print(Exception error) => Print(
        error is IContainsErrorRecord held
            ? new ErrorRecord(held.ErrorRecord, error)
            : new ErrorRecord(error, error.GetType().Name, ErrorCategory.NotSpecified, null));
}
