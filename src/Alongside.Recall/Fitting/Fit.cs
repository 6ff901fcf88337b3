namespace Alongside.Recall.Fitting;

/// <summary>What came of reading a learner's log. The weights to use are always there.</summary>
public abstract record Fit
{
    private Fit(Weights weights) => Weights = weights;

    public Weights Weights { get; }

    /// <summary>Too little to learn from yet: the defaults.</summary>
    /// <param name="Reviews">Answers in the log.</param>
    public sealed record TooFew(int Reviews) : Fit(Weights.Default);

    /// <summary>On answers held back, weights of the learner's own did not do clearly better: the defaults.</summary>
    /// <param name="Reviews">Answers in the log.</param>
    public sealed record DefaultsHold(int Reviews) : Fit(Weights.Default);

    /// <summary>Weights of this learner's own.</summary>
    public sealed record Learned : Fit
    {
        internal Learned(Weights weights, int reviews, double lossOfDefaults, double loss)
            : base(weights) => (Reviews, LossOfDefaults, Loss) = (reviews, lossOfDefaults, loss);

        /// <summary>Answers in the log.</summary>
        public int Reviews { get; }

        /// <summary>Mean log loss of the defaults on the learner's answers.</summary>
        public double LossOfDefaults { get; }

        /// <summary>Mean log loss on the same answers, each foretold by weights fitted without its card.</summary>
        public double Loss { get; }
    }
}
