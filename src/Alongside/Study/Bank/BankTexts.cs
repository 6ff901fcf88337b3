namespace Alongside.Study.Bank;

internal sealed class BankTexts;
