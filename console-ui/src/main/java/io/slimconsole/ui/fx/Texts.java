package io.slimconsole.ui.fx;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// The words of one package, from the `texts.properties` beside its classes.
///
/// Patterns are [MessageFormat]s: a plain apostrophe is written twice. Numbers come as text made by [Formats], or as
/// the number that a choice depends on.
public final class Texts {
    private final ResourceBundle bundle;
    private final Locale locale;
    private final String prefix;

    private Texts(ResourceBundle bundle, Locale locale, String prefix) {
        this.bundle = bundle;
        this.locale = locale;
        this.prefix = prefix;
    }

    /// The words of the package that `anyClass` is in.
    public static Texts of(Class<?> anyClass) {
        var locale = Locale.ENGLISH;
        return new Texts(
                ResourceBundle.getBundle(
                        anyClass.getPackageName() + ".texts", locale, anyClass.getClassLoader()),
                locale,
                "");
    }

    /// The words of one of several things in the package that are alike: `part.key` where there is one, else `key`.
    public Texts part(String part) {
        return new Texts(bundle, locale, part + ".");
    }

    /// @throws java.util.MissingResourceException if there is no such key
    public String get(String key, Object... arguments) {
        String own = prefix + key;
        String pattern = bundle.getString(bundle.containsKey(own) ? own : key);
        return new MessageFormat(pattern, locale).format(arguments);
    }

    public boolean has(String key) {
        return bundle.containsKey(prefix + key) || bundle.containsKey(key);
    }
}
