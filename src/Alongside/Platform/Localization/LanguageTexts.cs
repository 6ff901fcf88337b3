namespace Alongside.Platform.Localization;

internal sealed class LanguageTexts;
