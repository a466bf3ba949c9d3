// The open scenario as a form: what it is, its work, its platforms, and everything around them, each a section walked
// from the field tables; platforms can be added, copied, switched off and removed there. On top stands what is wrong,
// also what lies in a closed section. Made anew when the shape of the document changes (another kind of work, another
// platform).
#pragma once

#include <QScrollArea>
#include <QSet>
#include <functional>
#include <string>
#include <vector>

class QLabel;

namespace coldframe {
class FieldTableBase;
class VariantTableBase;
} // namespace coldframe

namespace coldframe::ui {

class ScenarioDocument;
class Section;

class ScenarioForm : public QScrollArea {
  Q_OBJECT

public:
  explicit ScenarioForm(ScenarioDocument& document, QWidget* parent = nullptr);

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  void showDocument();
  void build();
  void openPlatform(const std::string& id);
  void fitWidth();
  std::string shape() const; // the kinds and ids that the sections depend on
  Section* addSection(const QString& name, std::function<QWidget*()> make);
  void addStruct(const QString& title, const FieldTableBase& table, const std::string& pointer);
  Section* addVariant(const QString& title, const VariantTableBase& variants, const std::string& pointer);
  void addPlatforms();
  void addSwitch(Section& section, const std::string& id, const std::string& pointer);
  void addPlatformMenu(Section& section, const std::string& id, std::size_t index);
  void addPlatformButton();
  void showProblems();
  QWidget* makeForm(const FieldTableBase& table, const std::string& pointer);

  ScenarioDocument& m_document;
  std::string m_shape;
  QSet<QString> m_open; // names of the sections that are, so that they are again in a form made anew
  QWidget* m_content = nullptr;
  QLabel* m_problems = nullptr;
  std::vector<std::function<void()>> m_switches; // each shows what the document says
};

} // namespace coldframe::ui
