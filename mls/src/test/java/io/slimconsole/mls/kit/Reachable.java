package io.slimconsole.mls.kit;

import io.slimconsole.mls.crypto.Secret;

import org.jspecify.annotations.Nullable;

import java.lang.ref.Reference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What can be reached from an object through fields of our own classes, and through collections.
public final class Reachable {
    private static final String OURS = "io.slimconsole.mls.";

    private Reachable() {}

    /// The secrets, by identity, that are not wiped.
    public static Set<Secret> secrets(Object from) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Secret> secrets = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> ahead = new ArrayDeque<>();
        ahead.add(from);
        while (!ahead.isEmpty()) {
            Object at = ahead.remove();
            if (!seen.add(at)) {
                continue;
            }
            switch (at) {
                case Secret secret when secret.isWiped() -> {
                    // as good as gone
                }
                case Secret secret -> secrets.add(secret);
                case Collection<?> all -> addAll(ahead, all);
                case Map<?, ?> all -> {
                    addAll(ahead, all.keySet());
                    addAll(ahead, all.values());
                }
                case Optional<?> one -> one.ifPresent(ahead::add);
                case Object[] all -> addAll(ahead, Arrays.asList(all));
                case Reference<?> _ -> {
                    // keeps nothing alive
                }
                default -> fields(at, ahead);
            }
        }
        return secrets;
    }

    private static void addAll(Deque<Object> ahead, Collection<?> all) {
        for (Object each : all) {
            if (each != null) {
                ahead.add(each);
            }
        }
    }

    private static void fields(Object of, Deque<Object> ahead) {
        for (Class<?> type = of.getClass();
                type != null && type.getName().startsWith(OURS);
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    Object value = value(field, of);
                    if (value != null) {
                        ahead.add(value);
                    }
                }
            }
        }
    }

    private static @Nullable Object value(Field field, Object of) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
