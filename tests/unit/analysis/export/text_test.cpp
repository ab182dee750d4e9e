#include "analysis/export/text.hpp"

#include <sstream>

#include "catch.hpp"
#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>

using namespace heed::analysis;

TEST_CASE("bytes that are no UTF-8 are replaced one by one, and the rest stays") {
  const std::string r = "\xEF\xBF\xBD";
  CHECK(valid_utf8("Zürich 林 \xF0\x9F\x90\x9D") == "Zürich 林 \xF0\x9F\x90\x9D");
  CHECK(valid_utf8("a\xFF"
                   "b") == "a" + r + "b");
  CHECK(valid_utf8("\xC3") == r);                          // cut off
  CHECK(valid_utf8("\xC0\xAF") == r + r);                  // '/' in two bytes
  CHECK(valid_utf8("\xE0\x80\xAF") == r + r + r);          // and in three
  CHECK(valid_utf8("\xED\xA0\x80") == r + r + r);          // half of a surrogate pair
  CHECK(valid_utf8("\xF4\x90\x80\x80") == r + r + r + r);  // beyond U+10FFFF
  CHECK(valid_utf8("\xF0\x80\x80\x80x") == r + r + r + r + "x");
}

TEST_CASE("texts in XML read back as they are, whatever is in them") {
  const std::string all = "<script>alert(\"1\")</script> & ]]> --> 'x'\tab\ncd\r Zürich";
  const std::string text = xml_text(all);
  CHECK(text.find_first_of("<>\"\n\t\r") == std::string::npos);
  std::istringstream document("<?xml version=\"1.0\"?><a b=\"" + text + "\">" + text + "</a>");
  boost::property_tree::ptree tree;
  read_xml(document, tree);
  CHECK(tree.get<std::string>("a.<xmlattr>.b") == all);
  CHECK(tree.get<std::string>("a") == all);
}

TEST_CASE("characters that XML cannot hold are replaced") {
  const std::string r = "\xEF\xBF\xBD";
  CHECK(xml_text(std::string("a\0b\x1b\x7f", 5)) == "a" + r + "b" + r + "\x7f");
  CHECK(xml_text("\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBC") == r + r + "\xEF\xBF\xBC");
}
