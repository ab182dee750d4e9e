#include "heed/graph/read_xml.hpp"

#include <cmath>

#include "catch.hpp"
#include "unit/graph/read_files.hpp"

namespace heed {
namespace {

using namespace tests;

/// A GraphML file with these keys, graph attributes and parts, each on a line of its own from line 2.
std::string graphml(const std::string& keys, const std::string& attributes, const std::string& parts) {
  return "<?xml version=\"1.0\"?>\n<graphml>" + keys + "\n<graph " + attributes + ">\n" + parts +
         "</graph>\n</graphml>\n";
}

const std::string two = "<node id=\"0\"/><node id=\"1\"/>\n";
const std::string edge = "<edge source=\"0\" target=\"1\"/>\n";

}  // namespace

TEST_CASE("a GraphML file has nodes with attributes and edges") {
  const Network network = read_text("a.graphml", R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE graphml [ <!ENTITY x "> ignored"> ]>
<!-- a <comment> -->
<g:graphml xmlns:g="http://graphml.graphdrawing.org/xmlns">
  <g:key id="d0" for="node" attr.name="side" attr.type="double"><g:default>7</g:default></g:key>
  <g:key id="d1" for="node" attr.name="name" attr.type="string"/>
  <g:key id="d2" for="edge" attr.name="weight" attr.type="double"/>
  <g:graph edgedefault='directed'>
    <g:node id="n1"><g:data key="d1">A &amp; B &#233;&#x20AC;</g:data></g:node>
    <g:node id="n0"><g:data key="d0"> 1.5 </g:data><g:data key="d1"><![CDATA[<c>]]></g:data></g:node>
    <g:edge id="e" source="n1" target="n0"><g:data key="d2">2.5</g:data></g:edge>
  </g:graph>
</g:graphml>)");
  CHECK(network.labels == Texts{"A & B \xC3\xA9\xE2\x82\xAC", "<c>"});
  CHECK(network.ids == Texts{"n1", "n0"});
  CHECK(triples(network) == Triples{{0, 1, 2.5}});
  CHECK(network.numbers("side") == std::vector<double>{7, 1.5});
  REQUIRE(network.column("name"));
  CHECK(std::get<1>(network.column("name")->values) == Texts{"A & B \xC3\xA9\xE2\x82\xAC", "<c>"});
}

TEST_CASE("a GraphML edge is directed as its graph or itself says") {
  const std::string one_way = "<edge source=\"1\" target=\"0\" directed=\"true\"/>\n";
  const Triples both = {{0, 1, 1}, {1, 0, 1}};
  CHECK(triples(read_text("a.xml", graphml("", "edgedefault=\"undirected\"", two + edge))) == both);
  CHECK(triples(read_text("a.xml", graphml("", "edgedefault=\"directed\"", two + edge))) ==
        Triples{{0, 1, 1}});
  CHECK(triples(read_text("a.xml", graphml("", "", two + edge), {.directed = true})) == Triples{{0, 1, 1}});
  CHECK(triples(read_text("a.xml", graphml("", "", two + one_way))) == Triples{{1, 0, 1}});
  CHECK(triples(read_text(
            "a.xml",
            graphml("", "", two + "<node id=\"2\"/>" + one_way + "<edge source=\"0\" target=\"2\"/>"))) ==
        Triples{{0, 2, 1}, {1, 0, 1}, {2, 0, 1}});
}

TEST_CASE("GraphML ids that are whole numbers are in increasing order") {
  const Network network = read_text(
      "a.graphml", graphml("", "", "<node id=\"10\"/><node id=\"9\"/><edge source=\"9\" target=\"10\"/>"));
  CHECK(network.labels == Texts{"9", "10"});
}

TEST_CASE("GraphML defaults of edges count as their weight, those of one name once") {
  const auto key = [](const std::string& id, const std::string& name, const std::string& value) {
    return "<key id=\"" + id + "\" for=\"edge\" attr.name=\"" + name + "\"><default>" + value +
           "</default></key>";
  };
  std::string keys =
      key("v", "value", "5") + key("w", "weight", "2") + key("t", "text", std::string(100000, 'x'));
  for (int k = 0; k < 1000; ++k) keys += key("w" + std::to_string(k), "weight", "3");
  std::string edges;
  for (int e = 0; e < 10000; ++e) edges += edge;
  const Network network = read_text("a.graphml", graphml(keys, "edgedefault=\"directed\"", two + edges));
  CHECK(triples(network) == Triples{{0, 1, 30000}});
  CHECK(network.columns.empty());
}

TEST_CASE("GraphML defaults of nodes are not endless, and those of one name count once") {
  const auto nodes = [](int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += "<node id=\"" + std::to_string(i) + "\"/>\n";
    return out;
  };
  const auto key = [](const std::string& id, const std::string& value) {
    return "<key id=\"" + id + "\" for=\"node\"><default>" + value + "</default></key>";
  };
  const std::string large = refusal("a.graphml", graphml(key("d", std::string(50000, 'x')), "", nodes(1000)));
  const std::string endless = "up to here the attributes of nodes and edges take more than 1";
  CHECK(large.find(endless) != large.npos);
  const std::string weight = "<key id=\"w\" for=\"edge\" attr.name=\"weight\"><default>1." +
                             std::string(50000, '0') + "</default></key>";
  std::string edges;
  for (int e = 0; e < 1000; ++e) edges += edge;
  const std::string heavy = refusal("a.graphml", graphml(weight, "", two + edges));
  CHECK(heavy.find(endless) != heavy.npos);
  std::string same;
  for (int k = 0; k < 20000; ++k) same += key("d", "1");
  const Network network = read_text("a.graphml", graphml(same, "", nodes(2000)));
  CHECK(network.numbers("d") == std::vector<double>(2000, 1));
}

TEST_CASE("malformed GraphML is refused with its line") {
  const auto says = [](const std::string& keys, const std::string& parts) {
    return refusal("a.graphml", graphml(keys, "", parts));
  };
  CHECK(says("", two + "<edge source=\"0\"/>") == "a.graphml:5: <edge> has no attribute 'target'");
  CHECK(says("", two + "<edge source=\"0\" target=\"x\"/>") ==
        "a.graphml:5: an edge names node 'x', which the file does not have");
  CHECK(says("", two + "<node id=\"1\"/>") ==
        "a.graphml:5: there is a second node '1'; the first is on line 4");
  CHECK(says("", "<node id=\"1\"><data key=\"d\">1</data></node>") ==
        "a.graphml:4: the key 'd' is not declared");
  CHECK(says("", "<hyperedge/>") == "a.graphml:4: hyperedges are not read; write each as ties between two");
  CHECK(says("", "<node id=\"1\"><graph></graph></node>") ==
        "a.graphml:4: a graph inside a node is not read");
  CHECK(says("", "</graph><graph>") == "a.graphml:4: there is a second graph; heed reads one from a file");
  CHECK(says("<node id=\"1\"/>", "") == "a.graphml:2: <node> is outside <graph>");
  CHECK(says("<key id=\"w\" attr.name=\"weight\"/>",
             two + "<edge source=\"0\" target=\"1\"><data key=\"w\">NaN</data></edge>") ==
        "a.graphml:5: the weight 'NaN' is not a finite number; weights = false leaves weights out");
  CHECK(refusal("a.graphml", "<graphml></graphml>") == "a.graphml: there is no <graph> in it");
}

TEST_CASE("malformed XML is refused with its line") {
  const auto says = [](const std::string& text) { return refusal("a.graphml", text); };
  CHECK(says("<graphml>\n<graph>\n") == "a.graphml:2: <graph> is not closed before the end of the file");
  CHECK(says("<graphml>\n</graph>") ==
        "a.graphml:2: </graph> stands where <graphml> of line 1 should be closed");
  CHECK(says("<a/></a>") == "a.graphml:1: </a> closes nothing");
  CHECK(says("<a b=c>") == "a.graphml:1: the value of the attribute 'b' is not in quotes");
  CHECK(says("<a b>") == "a.graphml:1: the attribute 'b' has no value");
  CHECK(says("<a b=\"c>") == "a.graphml:1: the value of 'b' is not closed before the end of the file");
  CHECK(says("<a <b>") == "a.graphml:1: the tag <a> is not closed with '>'");
  CHECK(says("<a></a <b>") == "a.graphml:1: the tag </a> is not closed with '>'");
  CHECK(says("<>") == "a.graphml:1: a tag has no name");
  CHECK(says("\n<!-- x") == "a.graphml:2: '<!--' is not closed before the end of the file");
  CHECK(says("<!DOCTYPE a [") == "a.graphml:1: '<!DOCTYPE' is not closed before the end of the file");
  CHECK(says("0 1\n") == "a.graphml:1: there is text outside the elements; is this XML?");
  std::string deep;
  for (int i = 0; i < 65; ++i) deep += "<a>\n";
  CHECK(says(deep) == "a.graphml:65: elements inside elements are deeper than 64");
}

TEST_CASE("what is no entity stays as it is") {
  CHECK(decoded_lenient("a&lt;b &unknown; & &#0; &#x110000; &apos;") == "a<b &unknown; & &#0; &#x110000; '");
  CHECK(decoded_lenient("&#x1F600;") == "\xF0\x9F\x98\x80");
}

}  // namespace heed
