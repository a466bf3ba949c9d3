#include "ui/panels/distribution_editor.h"

#include "ui/document/text.h"
#include "ui/panels/density_sketch.h"
#include "ui/panels/distribution_text.h"
#include "ui/panels/field_form.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace coldframe::ui {

namespace {

constexpr int kLeastChars = 10;     // "fixed" and the arrow
constexpr int kParameterChars = 12; // "4,200 ms" and the frame

enum PlainItem { AlwaysTheSame, Json, Laws }; // the first items of the list

QString nameOf(const DistributionLaw& law) {
  QStringList names;
  for (const DistributionLaw::Parameter& one : law.parameters)
    names += toQt(one.name);
  return toQt(law.name) + QStringLiteral(" (%1)").arg(names.join(QStringLiteral(", ")));
}

int indexOf(const DistributionLaw* law) {
  return static_cast<int>(law - distributionLaws().data()) + Laws;
}

} // namespace

DistributionEditor::DistributionEditor(const FieldInfo& field, const std::string& pointer, QLineEdit* plain,
                                       QWidget* parent)
    : QWidget(parent), m_field(field), m_pointer(pointer), m_plain(plain), m_laws(new QComboBox),
      m_sketch(new DensitySketch(field.options.of)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins({});
  column->setSpacing(2);
  auto* row = new QHBoxLayout;
  row->setContentsMargins({});
  row->addWidget(m_plain, 2);
  row->addWidget(m_laws, 1);
  column->addLayout(row);
  column->addWidget(m_sketch);
  m_plain->setMinimumWidth(kParameterChars * fontMetrics().averageCharWidth());
  m_sketch->hide();
  m_laws->setObjectName(toQt(pointer) + QStringLiteral("#law"));
  m_laws->setAccessibleName(tr("Distribution"));
  m_laws->setToolTip(tr("How it varies from one to the next"));
  m_laws->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_laws->setMinimumContentsLength(kLeastChars / 2); // the list itself is as wide as its texts
  m_laws->setMinimumWidth(kLeastChars * fontMetrics().averageCharWidth());
  m_laws->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  m_laws->view()->setTextElideMode(Qt::ElideNone);
  m_laws->addItem(tr("fixed"));
  m_laws->setItemData(AlwaysTheSame, tr("Always the same"), Qt::ToolTipRole);
  m_laws->addItem(tr("JSON"));
  m_laws->setItemData(Json, tr("The same value, written as JSON"), Qt::ToolTipRole);
  for (const DistributionLaw& law : distributionLaws())
    m_laws->addItem(nameOf(law));
  m_laws->view()->setMinimumWidth(m_laws->view()->sizeHintForColumn(0) + 4 * fontMetrics().averageCharWidth());
  setFocusProxy(m_plain);
  connect(m_laws, &QComboBox::activated, this, &DistributionEditor::chooseLaw);
}

void DistributionEditor::chooseLaw(int index) {
  if (index == Json) { // the same value, another way to edit it
    showLaw(nullptr);
    m_plain->setText(shownValue(m_shown));
    m_plain->setFocus();
    return;
  }
  const DistributionLaw* law = index < Laws ? nullptr : &distributionLaws()[static_cast<std::size_t>(index - Laws)];
  const Distribution from = distributionOf(m_field, m_shown).value_or(Distribution());
  Q_EMIT rewritten(ui::rewritten(m_field, from, law));
}

void DistributionEditor::showLaw(const DistributionLaw* law) {
  m_law = law;
  m_plain->setVisible(law == nullptr);
  setFocusProxy(m_plain);
  delete m_parameters;
  m_parameters = nullptr;
  m_edits.clear();
  if (law == nullptr)
    return;
  m_parameters = new QWidget;
  auto* form = new QFormLayout(m_parameters);
  form->setContentsMargins(fontMetrics().averageCharWidth(), 0, 0, 0);
  form->setVerticalSpacing(2);
  for (const DistributionLaw::Parameter& one : law->parameters) {
    auto* edit = new QLineEdit;
    const std::string pointer = m_pointer + '/' + std::string(law->name) + '/' + std::string(one.name);
    edit->setObjectName(toQt(pointer));
    edit->setMinimumWidth(kParameterChars * fontMetrics().averageCharWidth());
    edit->setAccessibleName(toQt(one.name));
    edit->setToolTip(one.isQuantity ? m_plain->toolTip() : tr("Expected: a number above 0"));
    edit->setProperty("session", nextSession());
    connect(edit, &QLineEdit::editingFinished, this, [edit] { edit->setProperty("session", nextSession()); });
    connect(edit, &QLineEdit::textEdited, this,
            [this, edit, pointer, isQuantity = one.isQuantity](const QString& typed) {
              Q_EMIT edited(pointer, typed, isQuantity, edit->property("session").toInt());
            });
    form->addRow(toQt(one.name), edit);
    m_edits.push_back(edit);
  }
  setFocusProxy(m_laws);
  static_cast<QVBoxLayout*>(layout())->insertWidget(1, m_parameters);
}

void DistributionEditor::show(const JsonNode* value, const JsonNode& whenAbsent) {
  m_shown = value != nullptr ? *value : whenAbsent;
  const DistributionLaw* law = lawOf(value);
  // While a user types JSON, the JSON stays; a law that is typed whole is shown as one when the field is left.
  const bool typing = m_law == nullptr && m_plain->hasFocus() && m_shown.isObject();
  if (law != m_law && !typing)
    showLaw(law);
  {
    const QSignalBlocker quiet(m_laws);
    const bool isJson = m_law == nullptr && m_shown.isObject();
    m_laws->setCurrentIndex(m_law != nullptr ? indexOf(m_law) : isJson ? Json : AlwaysTheSame);
  }
  if (m_law != nullptr && law == m_law)
    for (std::size_t i = 0; i < m_edits.size(); ++i) {
      const QString text = shownValue(*value->at(0).find(m_law->parameters[i].name));
      if (text != m_edits[i]->text() && text != m_edits[i]->text().trimmed()) {
        m_edits[i]->setText(text);
        m_edits[i]->setCursorPosition(0);
      }
    }
  const auto distribution = distributionOf(m_field, m_shown);
  const bool varies = distribution && m_shown.isObject();
  m_sketch->setDistribution(varies ? distribution : std::nullopt);
}

} // namespace coldframe::ui
