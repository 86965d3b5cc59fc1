package dev.reeve;

import java.io.Serializable;

/**
 * A task's function, of whatever shape: a method reference, a lambda or an object of the user's. Serializable so
 * that a method reference tells which method it names.
 */
public sealed interface TaskFunction extends Serializable
        permits Task0, Task1, Task2, Task3, Task4, Task5, Action0, Action1, Action2, Action3, Action4, Action5 {}
