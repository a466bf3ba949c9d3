// Public price files, in small: what they hold becomes rows, what they should not hold is refused with its place.
#include "sim/price/import/price_import.h"
#include "sim/price/price_usage.h"
#include "tests/price/price_test_support.h"

#include <gtest/gtest.h>

#include <sstream>

namespace coldframe::test {
namespace {

Result<PriceImport> imported(const std::string& text, const std::string& region = {}) {
  std::istringstream in(text);
  return importPrices(in, "prices.json", region);
}

std::string problemOf(const std::string& text, const std::string& region = {}) {
  const auto import = imported(text, region);
  return import ? "nothing wrong" : import.error().text();
}

std::string priceOf(const PriceImport& import, PriceItem item, const std::string& type = {},
                    PurchaseOption purchase = PurchaseOption::OnDemand,
                    std::optional<Architecture> arch = std::nullopt) {
  std::string prices;
  for (const PriceRow& row : import.rows)
    if (row.item == item && row.type == type && row.purchase == purchase && (!arch || row.arch == arch))
      prices += (prices.empty() ? "" : "; ") + writeUnitPrice(row.price);
  return prices;
}

std::int64_t left(const PriceImport& import, const std::string& group, const std::string& reason) {
  const auto found = import.leftovers.all().find({group, reason});
  return found == import.leftovers.all().end() ? 0 : found->second;
}

std::string product(const std::string& sku, const std::string& group, const std::string& usageType,
                    const std::string& region = "us-east-1") {
  return "\"" + sku + R"(": {"sku": ")" + sku + R"(", "productFamily": "Serverless", "attributes": {"group": ")" +
         group + R"(", "usagetype": ")" + usageType + R"(", "regionCode": ")" + region +
         R"(", "location": "somewhere"}})";
}

// One dimension: [begin, end), unit, price.
std::string dimension(const std::string& name, const std::string& begin, const std::string& end,
                      const std::string& unit, const std::string& price, const std::string& currency = "USD") {
  return "\"" + name + R"(": {"rateCode": "R", "beginRange": ")" + begin + R"(", "endRange": ")" + end +
         R"(", "unit": ")" + unit + R"(", "pricePerUnit": {")" + currency + R"(": ")" + price +
         R"("}, "appliesTo": []})";
}

std::string term(const std::string& sku, const std::string& dimensions) {
  return "\"" + sku + R"(": {")" + sku + R"(.JRT": {"offerTermCode": "JRT", "sku": ")" + sku +
         R"(", "effectiveDate": "2026-09-01T00:00:00Z", "termAttributes": {}, "priceDimensions": {)" + dimensions +
         "}}}";
}

std::string offer(const std::string& products, const std::string& terms) {
  return R"({"formatVersion": "v1.0", "offerCode": "AWSLambda", "publicationDate": "2026-09-19T18:30:21Z", "products": {)" +
         products + R"(}, "terms": {"OnDemand": {)" + terms + "}}}";
}

const std::string kRequests = product("AAA", "AWS-Lambda-Requests", "Request");
const std::string kRequestPrice = term("AAA", dimension("r", "0", "Inf", "Requests", "0.0000002000"));

TEST(OfferFile, TellsProductsByGroupAndPutsTiersInOrder) {
  const auto import =
      imported(offer(kRequests + "," + product("BBB", "AWS-Lambda-Duration", "Lambda-GB-Second") + "," +
                         product("CCC", "AWS-Lambda-Duration-ARM", "Lambda-GB-Second-ARM") + "," +
                         product("FFF", "AWS-Lambda-Requests", "Global-Request", "") + "," +
                         product("EEE", "AWS-Lambda-Edge-Requests", "Lambda-Edge-Request") + "," +
                         product("SSS", "AWS-Lambda-Something-New", "Lambda-Something"),
                     kRequestPrice + "," +
                         term("BBB", dimension("c", "15000000000", "Inf", "Second", "0.0000133334") + "," +
                                         dimension("a", "0", "6000000000", "Second", "0.0000166667") + "," +
                                         dimension("b", "6000000000", "15000000000", "Second", "0.0000150000")) +
                         "," + term("CCC", dimension("a", "0", "Inf", "Lambda-GB-Second", "0.0000133334")) + "," +
                         term("FFF", dimension("a", "0", "1000000", "Requests", "0.0000000000") + "," +
                                         dimension("b", "1000000", "Inf", "Requests", "0.0000000000"))));
  ASSERT_TRUE(import) << import.error().text();
  EXPECT_EQ(import->region, "us-east-1");
  EXPECT_EQ(import->date, "2026-09-19");
  EXPECT_EQ(priceOf(*import, PriceItem::FunctionRequest), "0.2 USD/M requests");
  EXPECT_EQ(priceOf(*import, PriceItem::FunctionDuration, {}, PurchaseOption::OnDemand, Architecture::X86),
            "0.0000166667 USD/GB-s; 0.000015 USD/GB-s; 0.0000133334 USD/GB-s");
  EXPECT_EQ(priceOf(*import, PriceItem::FunctionDuration, {}, PurchaseOption::OnDemand, Architecture::Arm),
            "0.0000133334 USD/GB-s");
  ASSERT_EQ(import->freeGrants.size(), 1U);
  EXPECT_EQ(writeUnitQuantity(import->freeGrants[0].quantity), "1000000 request");
  EXPECT_EQ(left(*import, "AWS-Lambda-Edge-Requests", "functions at the edge"), 1);
  EXPECT_EQ(left(*import, "AWS-Lambda-Something-New", "no such item on a bill"), 1);
}

TEST(OfferFile, MayHaveItsTermsBeforeItsProducts) {
  const auto import = imported(R"({"offerCode": "AWSLambda", "terms": {"OnDemand": {)" + kRequestPrice +
                               R"(}}, "products": {)" + kRequests + R"(}, "publicationDate": "2026-09-19T18:30:21Z"})");
  ASSERT_TRUE(import) << import.error().text();
  EXPECT_EQ(priceOf(*import, PriceItem::FunctionRequest), "0.2 USD/M requests");
}

TEST(OfferFile, OfManyRegionsNeedsToBeToldWhich) {
  const std::string both =
      offer(kRequests + "," + product("ZZZ", "AWS-Lambda-Requests", "AFS1-Request", "af-south-1"),
            kRequestPrice + "," + term("ZZZ", dimension("r", "0", "Inf", "Requests", "0.00000027")));
  EXPECT_NE(problemOf(both).find("say which with --region"), std::string::npos) << problemOf(both);
  const auto import = imported(both, "af-south-1");
  ASSERT_TRUE(import) << import.error().text();
  EXPECT_EQ(priceOf(*import, PriceItem::FunctionRequest), "0.27 USD/M requests");
  EXPECT_EQ(left(*import, "AWS-Lambda-Requests", "another region"), 1);
  EXPECT_EQ(imported(both, "af-north-9").error().kind, ErrorKind::Usage);
}

std::string machine(const std::string& sku, const std::string& type, const std::string& system = "Linux",
                    const std::string& tenancy = "Shared") {
  return "\"" + sku + R"(": {"sku": ")" + sku + R"(", "productFamily": "Compute Instance", "attributes": {)" +
         R"("location": "us-east-1", "instanceType": ")" + type + R"(", "operatingSystem": ")" + system +
         R"(", "tenancy": ")" + tenancy + R"(", "preInstalledSw": "NA", "capacitystatus": "Used", )" +
         R"("licenseModel": "No License required", "usagetype": "BoxUsage:)" + type + R"("}})";
}

TEST(OfferFile, OfMachinesTakesLinuxOnSharedHardwareWithItsReservations) {
  const std::string reserved =
      R"("AAA": {"AAA.P": {"sku": "AAA", "effectiveDate": "2026-01-01T00:00:00Z", "termAttributes":
         {"LeaseContractLength": "1yr", "OfferingClass": "standard", "PurchaseOption": "Partial Upfront"},
         "priceDimensions": {)" +
      dimension("h", "0", "Inf", "Hrs", "0.01") + "," + dimension("q", "0", "Inf", "Quantity", "87.60") + "}}}";
  const auto import = imported(
      R"({"formatVersion": "v1.0", "offerCode": "AmazonEC2", "publicationDate": "2026-09-19T00:00:00Z", "products": {)" +
      machine("AAA", "m5.large") + "," + machine("BBB", "m5.large", "Windows") + "," +
      machine("CCC", "m5.large", "Linux", "Dedicated") + R"(}, "terms": {"OnDemand": {)" +
      term("AAA", dimension("a", "0", "Inf", "Hrs", "0.0960000000")) + R"(}, "Reserved": {)" + reserved + "}}}");
  ASSERT_TRUE(import) << import.error().text();
  EXPECT_EQ(priceOf(*import, PriceItem::Instance, "m5.large"), "0.096 USD/h");
  EXPECT_EQ(priceOf(*import, PriceItem::Instance, "m5.large", PurchaseOption::ReservedPartial), "0.02 USD/h");
  EXPECT_EQ(left(*import, "Compute Instance", "not Linux"), 1);
  EXPECT_EQ(left(*import, "Compute Instance", "not on shared hardware"), 1);
}

TEST(OfferFile, SaysWhereItIsWrong) {
  const auto with = [](const std::string& dimensions) { return problemOf(offer(kRequests, term("AAA", dimensions))); };
  const auto says = [](const std::string& text, const std::string& what) {
    EXPECT_NE(text.find(what), std::string::npos) << text;
  };
  says(with(dimension("r", "0", "Inf", "Requests", "cheap")),
       "prices.json: /terms/OnDemand/AAA/AAA.JRT: this price is not a number");
  says(with(dimension("r", "0", "Inf", "Requests", "-1")), "a price is never negative");
  says(with(dimension("r", "0", "Inf", "Bananas", "1")), "this unit does not measure function_request");
  says(with(dimension("r", "0", "Inf", "Requests", "1", "CNY")), "amounts are in USD");
  says(with(dimension("r", "0", "never", "Requests", "1")), "the end of a tier is not a number");
  says(problemOf(offer(kRequests, "").substr(0, 200)), "the text ends too early");
  says(problemOf("{\"offerCode\": \"AWSLambda\",\n  \"products\": [}"), "prices.json:2:");
  says(problemOf(offer("", "")), "nothing here that a bill can use");
  says(problemOf("a, b, c"), "this is not a price file");
  says(problemOf(""), "this is not a price file");
}

TEST(OfferFile, AsCsvHoldsTheSame) {
  const std::string head = "\"FormatVersion\",\"v1.0\"\n\"Disclaimer\",\"one \"\"word\"\"\"\n\"Publication "
                           "Date\",\"2026-09-19T18:30:21Z\"\n\"Version\",\"20260919\"\n\"OfferCode\",\"AWSLambda\"\n"
                           "\"SKU\",\"OfferTermCode\",\"RateCode\",\"TermType\",\"EffectiveDate\",\"StartingRange\","
                           "\"EndingRange\",\"Unit\",\"PricePerUnit\",\"Currency\",\"Product Family\",\"Location\","
                           "\"Group\",\"usageType\"\n";
  const auto row = [](const std::string& sku, const std::string& begin, const std::string& end,
                      const std::string& price, const std::string& group) {
    return "\"" + sku + "\",\"JRT\",\"R\",\"OnDemand\",\"2022-08-01\",\"" + begin + "\",\"" + end +
           "\",\"Lambda-GB-Second\",\"" + price + "\",\"USD\",\"Serverless\",\"Africa (Cape Town)\",\"" + group +
           "\",\"AFS1-Lambda-GB-Second\"\n";
  };
  const std::string text = head + row("AAA", "0", "6000000000", "0.0000221000", "AWS-Lambda-Duration") +
                           row("AAA", "6000000000", "Inf", "0.0000199000", "AWS-Lambda-Duration") +
                           row("BBB", "0", "Inf", "0.0000000404", "AWS-Lambda-Storage-Duration");
  const auto import = imported(text);
  ASSERT_TRUE(import) << import.error().text();
  EXPECT_EQ(import->region, "af-south-1");
  EXPECT_EQ(import->date, "2026-09-19");
  EXPECT_EQ(priceOf(*import, PriceItem::FunctionDuration), "0.0000221 USD/GB-s; 0.0000199 USD/GB-s");
  EXPECT_EQ(priceOf(*import, PriceItem::FunctionTmp), "0.0000000404 USD/GB-s");
  EXPECT_NE(problemOf(head + "\"AAA\",\"JRT\"\n").find("row 7: another number of fields"), std::string::npos);
  EXPECT_NE(problemOf(text + "\"AAA").find("the text ends too early"), std::string::npos);
}

TEST(CalculatorMap, HasTheFirstTierByRegion) {
  const std::string map = R"j({"regions": {
    "US East (N. Virginia)": {"Lambda Duration": {"rateCode": "A.B.C", "price": "0.0000166667000000"},
                              "Lambda Duration-ARM": {"rateCode": "A.B.D", "price": "0.0000133334000000"},
                              "Lambda Requests": {"price": "0.0000002000000000"},
                              "Lambda Edge-Requests": {"price": "0.0000006"}},
    "EU (Milan)": {"Lambda Duration": {"price": "0.0000195172"}, "Lambda Requests": {"price": "0.00000023"}}}})j";
  EXPECT_NE(problemOf(map).find("prices of 2 regions"), std::string::npos) << problemOf(map);
  const auto milan = imported(map, "eu-south-1");
  ASSERT_TRUE(milan) << milan.error().text();
  EXPECT_EQ(priceOf(*milan, PriceItem::FunctionDuration), "0.0000195172 USD/GB-s");
  EXPECT_EQ(priceOf(*milan, PriceItem::FunctionRequest), "0.23 USD/M requests");
  const auto virginia = imported(map, "US East (N. Virginia)");
  ASSERT_TRUE(virginia) << virginia.error().text();
  EXPECT_EQ(left(*virginia, "Lambda Edge-Requests", "no such item on a bill"), 1);
  EXPECT_NE(problemOf(R"j({"US East (Ohio)": {"Lambda Requests": {"price": "free"}}})j")
                .find("/US East (Ohio)/Lambda Requests/price: this price is not a number"),
            std::string::npos);
}

TEST(InstanceList, HasEveryWayOfBuying) {
  const std::string list = R"([
    {"instance_type": "m5.large", "vCPU": 2, "memory": 8, "pricing": {"us-east-1": {
       "linux": {"ondemand": "0.096", "spot_avg": "0.0345", "reserved": {
          "yrTerm1Standard.noUpfront": "0.06", "yrTerm3Savings.allUpfront": "0.037"}},
       "mswin": {"ondemand": "0.188"}, "emr": {"emr": "0.024"}}}},
    {"pricing": {"us-east-1": {"linux": {"ondemand": "0.0104"}}}, "instance_type": "t3.micro"},
    {"instance_type": "x9.huge", "pricing": {"us-east-1": {"linux": {"ondemand": "N/A"}}}}])";
  const auto import = imported(list);
  ASSERT_TRUE(import) << import.error().text();
  EXPECT_EQ(priceOf(*import, PriceItem::Instance, "m5.large"), "0.096 USD/h");
  EXPECT_EQ(priceOf(*import, PriceItem::Instance, "m5.large", PurchaseOption::Reserved), "0.06 USD/h");
  EXPECT_EQ(priceOf(*import, PriceItem::Instance, "m5.large", PurchaseOption::SavingsPlan3Upfront), "0.037 USD/h");
  EXPECT_EQ(priceOf(*import, PriceItem::Instance, "m5.large", PurchaseOption::Spot), "0.0345 USD/h");
  EXPECT_EQ(priceOf(*import, PriceItem::ClusterFee, "m5.large"), "0.024 USD/h");
  EXPECT_EQ(priceOf(*import, PriceItem::Instance, "t3.micro"), "0.0104 USD/h");
  EXPECT_EQ(left(*import, "instance", "no price"), 1);
  EXPECT_EQ(left(*import, "mswin", "not Linux"), 1);
  EXPECT_NE(problemOf(R"([{"instance_type": "a", "pricing": {"us-east-1": {"linux": {"ondemand": "-1"}}}}])")
                .find("/0/pricing/us-east-1/linux/ondemand: a price is never negative"),
            std::string::npos);
}

TEST(ImportedBook, PricesLikeTheBookItWasMadeFrom) {
  const auto import = imported(offer(kRequests, term("AAA", dimension("r", "0", "Inf", "Requests", "0.0000003"))));
  ASSERT_TRUE(import) << import.error().text();
  const PriceBook base = shippedBook("2026-09");
  const auto book = bookFrom(*import, base, "aws-us-east-1", "2026-10");
  ASSERT_TRUE(book) << book.error().text();
  EXPECT_EQ(book->exactName(), "aws-us-east-1@2026-10");
  EXPECT_EQ(book->rows.size(), base.rows.size());
  Usage usage;
  addCalls(usage, 1'000'000, Duration::milliseconds(100), functionOf(1024));
  const Bill bill = billOf(usage, *book, false);
  EXPECT_EQ(amountOf(bill, PriceItem::FunctionRequest).decimal(), "0.3");
  EXPECT_EQ(amountOf(bill, PriceItem::FunctionDuration),
            amountOf(billOf(usage, base, false), PriceItem::FunctionDuration));
}

TEST(ImportedBook, OfAnotherRegionHasOnlyTheRulesOfItsBase) {
  const auto import = imported(R"j({"EU (Milan)": {"Lambda Requests": {"price": "0.00000023"}}})j");
  ASSERT_TRUE(import) << import.error().text();
  const auto book = bookFrom(*import, shippedBook("2026-09"), "aws-eu-south-1", "2026-10");
  ASSERT_TRUE(book) << book.error().text();
  EXPECT_EQ(book->rows.size(), 1U);
  EXPECT_FALSE(book->functionRules.empty());
}

TEST(ImportedBook, WithAGapOrAPriceOfTheFutureIsRefused) {
  const auto gap = imported(offer(kRequests, term("AAA", dimension("a", "0", "10", "Requests", "0.1") + "," +
                                                             dimension("b", "20", "Inf", "Requests", "0.1"))));
  ASSERT_TRUE(gap);
  const auto book = bookFrom(*gap, shippedBook("2026-09"), "aws-us-east-1", "2026-10");
  ASSERT_FALSE(book);
  EXPECT_NE(book.error().text().find("there is a gap between this tier"), std::string::npos) << book.error().text();
  const auto now = imported(offer(kRequests, kRequestPrice));
  ASSERT_TRUE(now);
  const auto early = bookFrom(*now, shippedBook("2017-11"), "aws-us-east-1", "2018-01");
  ASSERT_FALSE(early);
  EXPECT_NE(early.error().text().find("not in force yet"), std::string::npos) << early.error().text();
}

} // namespace
} // namespace coldframe::test
