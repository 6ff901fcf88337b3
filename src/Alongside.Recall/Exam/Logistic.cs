namespace Alongside.Recall.Exam;

internal static class Logistic
{
    public static double Of(double logit) => 1 / (1 + Math.Exp(-logit));
}
