package beffroi.estest;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.email.UAX29URLEmailTokenizer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchMinimalStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.PatternKeywordMarkerFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.pattern.PatternCaptureGroupTokenFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.elasticsearch.Build;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractIndexAnalyzerProvider;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.ActionPlugin;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;

/** Test fixture: the parts of the full distribution's French analysis that the integ-test zip lacks, plus GET /. */
public class FrenchTestPlugin extends Plugin implements AnalysisPlugin, ActionPlugin {
    private static final class Filter extends AbstractTokenFilterFactory implements NormalizingTokenFilterFactory {
        private final Function<TokenStream, TokenStream> wrap;
        Filter(String name, Function<TokenStream, TokenStream> wrap) { super(name); this.wrap = wrap; }
        @Override public TokenStream create(TokenStream in) { return wrap.apply(in); }
    }

    private static final class StemFilter extends AbstractTokenFilterFactory {
        private final String lang;
        StemFilter(String name, Settings s) {
            super(name);
            lang = s.get("language", s.get("name", "porter"));
            if (List.of("french", "light_french", "lightFrench", "minimal_french", "minimalFrench").contains(lang) == false) {
                throw new IllegalArgumentException("Invalid stemmer class specified: " + lang + " (test plugin: French only)");
            }
        }
        @Override public TokenStream create(TokenStream in) {
            return switch (lang) {
                case "french" -> new SnowballFilter(in, "French");
                case "minimal_french", "minimalFrench" -> new FrenchMinimalStemFilter(in);
                default -> new FrenchLightStemFilter(in);
            };
        }
    }

    @Override public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        return Map.of(
            "elision", AnalysisPlugin.requiresAnalysisSettings((idx, env, name, s) -> {
                CharArraySet articles = Analysis.parseArticles(env, s);
                if (articles == null) throw new IllegalArgumentException("elision filter requires [articles] or [articles_path] setting");
                return new Filter(name, in -> new ElisionFilter(in, articles));
            }),
            "asciifolding", (idx, env, name, s) -> {
                boolean keep = s.getAsBoolean("preserve_original", false);
                return new Filter(name, in -> new ASCIIFoldingFilter(in, keep));
            },
            "keyword_marker", AnalysisPlugin.requiresAnalysisSettings((idx, env, name, s) -> {
                Pattern spared = Pattern.compile(s.get("keywords_pattern"));
                return new Filter(name, in -> new PatternKeywordMarkerFilter(in, spared));
            }),
            // the three below are what the .security index template of x-pack-security wants (API keys)
            "pattern_capture", AnalysisPlugin.requiresAnalysisSettings((idx, env, name, s) -> {
                boolean keep = s.getAsBoolean("preserve_original", true);
                Pattern[] ps = s.getAsList("patterns").stream().map(Pattern::compile).toArray(Pattern[]::new);
                return new Filter(name, in -> new PatternCaptureGroupTokenFilter(in, keep, ps));
            }),
            "unique", (idx, env, name, s) -> new Filter(name, RemoveDuplicatesTokenFilter::new),
            "stemmer", AnalysisPlugin.requiresAnalysisSettings((idx, env, name, s) -> new StemFilter(name, s)));
    }

    @Override public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
        return Map.of("uax_url_email", (idx, env, name, s) -> TokenizerFactory.newFactory(name, UAX29URLEmailTokenizer::new));
    }

    @Override public Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> getAnalyzers() {
        return Map.of("french", (idx, env, name, s) -> {
            FrenchAnalyzer a = new FrenchAnalyzer(Analysis.parseStopWords(env, s, FrenchAnalyzer.getDefaultStopSet()),
                Analysis.parseStemExclusion(s, CharArraySet.EMPTY_SET));
            return new AbstractIndexAnalyzerProvider<FrenchAnalyzer>(name) {
                @Override public FrenchAnalyzer get() { return a; }
            };
        });
    }

    @Override public List<RestHandler> getRestHandlers(RestHandlersServices services, Supplier<org.elasticsearch.cluster.node.DiscoveryNodes> nodes,
                                                       Predicate<org.elasticsearch.features.NodeFeature> features) {
        return List.of(new BaseRestHandler() {
            @Override public String getName() { return "beffroi_root"; }
            @Override public List<Route> routes() {
                return List.of(new Route(RestRequest.Method.GET, "/"), new Route(RestRequest.Method.HEAD, "/"));
            }
            @Override protected RestChannelConsumer prepareRequest(RestRequest r, NodeClient c) throws IOException {
                String body = "{\"name\":\"test\",\"cluster_name\":\"test\",\"cluster_uuid\":\"test\",\"version\":{\"number\":\"" + Build.current().version()
                    + "\",\"build_flavor\":\"default\"},\"tagline\":\"You Know, for Search\"}";
                return channel -> channel.sendResponse(new RestResponse(RestStatus.OK, "application/json", body));
            }
        });
    }
}
